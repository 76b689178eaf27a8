package dev.jeton.app.validation;

import dev.jeton.identity.issuers.IssuerDeclaration;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.providers.genesys.GenesysRegion;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The regions of Genesys Cloud as issuers: each signs with keys of its own, and the right key alone says whose a token is. */
final class GenesysIssuers {

    private static final ClaimNames CLAIMS = new ClaimNames("sub", "org", "roles");
    private static final String KEY_SET = "/.well-known/jwks.json";

    private GenesysIssuers() {}

    static String id(GenesysRegion region) {
        return "genesys:" + region.awsName();
    }

    /** @param loginUrlOrNull in the place of every region's own host */
    static List<IssuerDeclaration> all(@Nullable URI loginUrlOrNull) {
        return Stream.of(GenesysRegion.values())
                .map(region -> new IssuerDeclaration(
                        id(region),
                        keySet(loginUrlOrNull == null ? region.loginUrl() : loginUrlOrNull),
                        IssuerDeclaration.anyAlgorithm(),
                        IssuerDeclaration.Expected.ANYTHING,
                        CLAIMS))
                .toList();
    }

    private static URI keySet(URI host) {
        return URI.create(host.toString().replaceFirst("/+$", "") + KEY_SET);
    }
}
