package dev.jeton.bench.peer;

import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.net.MalformedURLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * MSAL4J's client credentials from its in-memory cache: one application a tenant, found in a map, for one that held the tokens
 * of all would search through them. Its token endpoint is a function here, asked once a tenant. It answers by a future from
 * another thread, which is most of what it costs.
 */
public final class MsalPeer implements TokenPeer {

    private static final String ISSUED =
            "{\"token_type\":\"Bearer\",\"expires_in\":86400,\"ext_expires_in\":86400,\"access_token\":\"token\"}";

    private final Map<String, ConfidentialClientApplication> applications;
    private final ClientCredentialParameters wanted = ClientCredentialParameters.builder(
                    Set.of("https://api.example.com/.default"))
            .build();

    public MsalPeer(List<String> tenants) {
        this.applications = tenants.stream().collect(Collectors.toConcurrentMap(each -> each, MsalPeer::of));
    }

    private static ConfidentialClientApplication of(String tenant) {
        try {
            return ConfidentialClientApplication.builder("client", ClientCredentialFactory.createFromSecret("secret"))
                    .authority("https://login.microsoftonline.com/" + tenant)
                    .instanceDiscovery(false)
                    .httpClient(request -> issue())
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static IHttpResponse issue() {
        HttpResponse response = new HttpResponse().statusCode(200).body(ISSUED);
        response.addHeaders(Map.of("Content-Type", List.of("application/json")));
        return response;
    }

    @Override
    public String token(String tenant) {
        return TokenPeer.known(applications, tenant).acquireToken(wanted).join().accessToken();
    }
}
