package dev.jeton.app.desk;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenKey;
import dev.jeton.app.settings.Settings;
import dev.jeton.providers.genesys.GenesysProvider;
import dev.jeton.providers.oauth.Declaration;
import dev.jeton.providers.oauth.RefreshDeclaration;
import dev.jeton.providers.whatsapp.WhatsAppProvider;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that a broker with the same settings knows: what is stored under another one nobody would ever ask for. */
record KnownTypes(Settings settings) {

    /** @throws InvalidRequest if no refresh tokens are kept for it */
    void requireRotating(TokenKey key) {
        require(key, RefreshDeclaration.class::isInstance, Stream.of());
    }

    /** @throws InvalidRequest if nobody knows it */
    void requireKnown(TokenKey key) {
        require(key, any -> true, Stream.of(GenesysProvider.ID, WhatsAppProvider.ID));
    }

    private void require(TokenKey key, Predicate<Declaration> which, Stream<ProviderId> builtIn) {
        Declaration qontak =
                RefreshDeclaration.qontak(settings.rotating().upstream().qontakTokenUrl());
        Stream<ProviderId> declared = Stream.concat(Stream.of(qontak), settings.sources().declared().stream())
                .filter(which)
                .map(Declaration::id);
        Set<String> known =
                Stream.concat(builtIn, declared).map(ProviderId::value).collect(Collectors.toCollection(TreeSet::new));
        if (!known.contains(key.provider().value())) {
            throw new InvalidRequest("type: must be one of " + String.join(", ", known));
        }
    }
}
