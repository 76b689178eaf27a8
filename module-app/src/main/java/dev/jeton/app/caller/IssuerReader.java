package dev.jeton.app.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one of the issuers of a {@link CallersFile}. */
final class IssuerReader {

    private static final Set<String> MEMBERS = Set.of("id", "issuer", "jwksUrl", "audience", "algorithms");

    /** RFC 7518 section 3.1 and RFC 8037 without what is symmetric: whoever checks must not be able to sign. */
    private static final Set<String> ALGORITHMS = new TreeSet<>(
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"));

    private static final List<String> USUAL = List.of("RS256", "ES256");

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final List<String> wrong;

    /** @param wrong gets a sentence for everything that is wrong */
    IssuerReader(List<String> wrong) {
        this.wrong = wrong;
    }

    /** The issuer, if nothing about it is wrong. */
    Optional<CallersFile.Issuer> read(String where, JsonNode body) {
        int before = wrong.size();
        Members members = new Members(where, body, wrong, MEMBERS);
        Optional<String> id = members.text(
                "id",
                text -> ID.matcher(text).matches() && !text.equals(JwtCheck.OURSELVES),
                "must be 1 to 64 characters of a-z 0-9 - and not " + JwtCheck.OURSELVES);
        Optional<String> issuer = members.text("issuer", true);
        Optional<URI> jwksUrl = members.text(
                        "jwksUrl",
                        text -> acceptable(text).isPresent(),
                        "must be https://host/… (http only on a loopback address)")
                .flatMap(IssuerReader::acceptable);
        List<String> audience = members.texts("audience", text -> !text.isBlank(), "strings");
        if (audience.isEmpty()) {
            // A token that the same issuer gave for another service would open this door as well.
            members.wrong("audience must name us");
        }
        List<String> algorithms =
                members.texts("algorithms", ALGORITHMS::contains, "algorithms: " + String.join(", ", ALGORITHMS));
        return wrong.size() > before
                ? Optional.empty()
                : Optional.of(new CallersFile.Issuer(
                        id.orElseThrow(),
                        issuer.orElseThrow(),
                        jwksUrl.orElseThrow(),
                        audience,
                        algorithms.isEmpty() ? USUAL : algorithms));
    }

    private static Optional<URI> acceptable(String text) {
        try {
            URI uri = new URI(text);
            boolean secure = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && Loopback.isNamedBy(String.valueOf(uri.getHost())));
            return secure && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
