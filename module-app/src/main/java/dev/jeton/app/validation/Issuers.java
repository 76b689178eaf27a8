package dev.jeton.app.validation;

import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.issuers.IssuerDeclaration;
import dev.jeton.identity.issuers.KeySetFetcher;
import dev.jeton.identity.issuers.KeySetPorts;
import dev.jeton.identity.issuers.KeySetSettings;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.providers.http.HttpAnswer;
import dev.jeton.providers.http.UpstreamHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All issuers besides ourselves whose tokens are looked at: the regions of Genesys, and those of CALLERS_FILE. */
public final class Issuers {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;

    private Issuers() {}

    /** @param genesysLoginUrlOrNull in the place of every region's own host */
    public static ForeignIssuers open(
            @Nullable URI genesysLoginUrlOrNull,
            List<CallersFile.Issuer> declared,
            UpstreamHttp http,
            Neighbours neighbours) {
        List<IssuerDeclaration> issuers = new ArrayList<>(GenesysIssuers.all(genesysLoginUrlOrNull));
        declared.forEach(issuer -> issuers.add(declaration(issuer)));
        KeySetPorts ports = new KeySetPorts(fetcher(http, neighbours.time), neighbours.cache, neighbours.events);
        return new ForeignIssuers(issuers, ports, KeySetSettings.defaults(), neighbours.time);
    }

    /** What key sets are kept and told with. */
    public record Neighbours(CacheService cache, TokenEvents events, TimeSource time) {}

    private static IssuerDeclaration declaration(CallersFile.Issuer issuer) {
        Set<SignatureAlgorithm> algorithms = issuer.algorithms().stream()
                .map(name -> SignatureAlgorithm.of(name).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return new IssuerDeclaration(
                issuer.id(),
                issuer.jwksUrl(),
                algorithms,
                new IssuerDeclaration.Expected(issuer.issuer(), Set.copyOf(issuer.audience())),
                ClaimNames.OURS);
    }

    /** By the HTTP client that follows no redirect and reads no long answers. */
    private static KeySetFetcher fetcher(UpstreamHttp http, TimeSource time) {
        return (keySet, timeout) -> fetch(http, keySet, timeout, time);
    }

    private static byte[] fetch(UpstreamHttp http, URI keySet, Duration timeout, TimeSource time) {
        HttpRequest request = HttpRequest.newBuilder(keySet)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        HttpAnswer answer = http.send(request, Deadline.in(timeout, time));
        if (answer.status() != OK) {
            throw refusal(keySet.getHost() + " answers " + answer.status(), answer);
        }
        return answer.body();
    }

    /** An address that is wrong will be so a moment later: only an answer that may pass is worth another look at once. */
    private static UpstreamFailed refusal(String message, HttpAnswer answer) {
        return answer.isServerError() || answer.status() == TOO_MANY
                ? UpstreamFailed.passing(message, null, null)
                : UpstreamFailed.nonsense(message, null);
    }
}
