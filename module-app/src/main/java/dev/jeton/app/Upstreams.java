package dev.jeton.app;

import dev.jeton.api.ProviderId;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.TokenProvider;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.http.proxy.Proxy;
import dev.jeton.app.http.proxy.ProxySettings;
import dev.jeton.app.settings.SettingKey;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.app.stores.Stores;
import dev.jeton.providers.api.ApiBase;
import dev.jeton.providers.api.ApiBases;
import dev.jeton.providers.api.ApiHttp;
import dev.jeton.providers.credentials.CredentialsFile;
import dev.jeton.providers.credentials.FirstOf;
import dev.jeton.providers.credentials.TenantService;
import dev.jeton.providers.genesys.GenesysProvider;
import dev.jeton.providers.genesys.GenesysRegion;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.providers.oauth.DeclaredProvider;
import dev.jeton.providers.oauth.ProviderDeclaration;
import dev.jeton.providers.oauth.RefreshDeclaration;
import dev.jeton.providers.oauth.RefreshingProvider;
import dev.jeton.providers.whatsapp.WhatsAppProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom tokens are asked of, and where the credentials for that come from. */
record Upstreams(Settings settings, UpstreamHttp http, TimeSource time) {
    /** Those that are asked with a client's credentials, or not at all. */
    List<TokenProvider> providers() {
        List<TokenProvider> providers = new ArrayList<>();
        providers.add(settings.sources()
                .genesysLoginUrl()
                .map(url -> GenesysProvider.at(url, http, time))
                .orElseGet(() -> GenesysProvider.inItsRegions(http, time)));
        providers.add(new WhatsAppProvider(time));
        settings.sources().declared().forEach(declaration -> {
            if (declaration instanceof ProviderDeclaration plain) {
                providers.add(new DeclaredProvider(plain, http, time));
            }
        });
        return providers;
    }

    /** Those that are asked with a refresh token. */
    List<RefreshTokenProvider> rotating() {
        List<RefreshTokenProvider> providers = new ArrayList<>();
        providers.add(refreshing(
                RefreshDeclaration.qontak(settings.rotating().upstream().qontakTokenUrl())));
        settings.sources().declared().forEach(declaration -> {
            if (declaration instanceof RefreshDeclaration refreshing) {
                providers.add(refreshing(refreshing));
            }
        });
        return providers;
    }

    /** Their APIs, to be closed. */
    Proxy.Apis apis(CredentialSource credentials) {
        ProxySettings proxy = settings.proxy();
        return new Proxy.Apis(
                new ApiBases(bases(), credentials, settings.broker().requestTimeout(), time),
                new ApiHttp(proxy.patience()),
                proxy.maxConcurrent());
    }

    private Map<ProviderId, ApiBase> bases() {
        ProxySettings.Apis known = settings.proxy().apis();
        Map<ProviderId, ApiBase> apis = new HashMap<>();
        apis.put(
                GenesysProvider.ID,
                known.genesys().<ApiBase>map(ApiBase.Everywhere::new).orElse((ApiBase.OfTenant)
                        GenesysRegion::apiUrlOf));
        apis.put(WhatsAppProvider.ID, new ApiBase.Everywhere(known.graph()));
        apis.put(RefreshDeclaration.QONTAK, new ApiBase.Everywhere(known.qontak()));
        settings.sources()
                .declared()
                .forEach(declaration -> declaration
                        .urls()
                        .api()
                        .ifPresent(url -> apis.put(declaration.id(), new ApiBase.Everywhere(url))));
        return apis;
    }

    private RefreshTokenProvider refreshing(RefreshDeclaration declaration) {
        return new RefreshingProvider(declaration, http, time);
    }

    /** @throws WrongSettings if a file that was in order when the settings were read no longer is */
    CredentialSource credentials(Stores stores, TokenEvents events) throws WrongSettings {
        List<CredentialSource> sources = new ArrayList<>();
        Optional<Path> file = settings.sources().credentialsFile();
        if (file.isPresent()) {
            sources.add(credentials(file.get(), events));
        }
        settings.sources().tenantService().ifPresent(service -> sources.add(new TenantService(service, http, time)));
        // The last one: whoever is known elsewhere needs no database.
        stores.credentialSource().ifPresent(sources::add);
        return new FirstOf(sources);
    }

    private static CredentialSource credentials(Path file, TokenEvents events) throws WrongSettings {
        try {
            return CredentialsFile.open(file, events);
        } catch (IOException e) {
            throw new WrongSettings(List.of(SettingKey.CREDENTIALS_FILE + ": " + e.getMessage()));
        }
    }
}
