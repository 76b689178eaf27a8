package dev.jeton.app.caller;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jeton.api.identity.Permissions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What CALLERS_FILE says: which JWTs are whose, which issuers besides ourselves are believed, and the quota of whoever has none of
 * their own. {@code docs/callers.md} has its members. Unknown members are refused: a misspelled one would silently not take effect.
 */
public record CallersFile(List<Declared> callers, List<Issuer> issuers, Quota quota) {

    /** One with nothing in it. */
    public static final CallersFile EMPTY = new CallersFile(List.of(), List.of(), Quota.NONE);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A caller who shows JWTs. */
    public record Declared(String name, Proof proof, Permissions permissions, Quota quota) {}

    /**
     * What a JWT has to say to be this caller's.
     *
     * @param issuer the id of one of the issuers, or {@link JwtCheck#OURSELVES}
     * @param value the claim is this, or a list that has it
     */
    public record Proof(String issuer, String claim, String value) {}

    /**
     * Somebody else who signs callers' JWTs.
     *
     * @param id what we call them
     * @param issuer {@code iss} of their tokens
     * @param audience one of these has to be in {@code aud}
     * @param algorithms as {@code alg} spells them (RFC 7518), asymmetric all of them
     */
    public record Issuer(String id, String issuer, URI jwksUrl, List<String> audience, List<String> algorithms) {}

    public CallersFile {
        callers = List.copyOf(callers);
        issuers = List.copyOf(issuers);
    }

    /** @throws WrongCallers naming everything that is wrong at once */
    public static CallersFile read(Path file) {
        return new CallersFileReader(tree(file)).read();
    }

    private static JsonNode tree(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // What breaks a limit, of depth or length, has no place.
            @Nullable JsonLocation place = e.getLocation();
            throw new WrongCallers("is no JSON" + (place == null ? "" : " (line " + place.getLineNr() + ")"), e);
        } catch (IOException e) {
            throw new WrongCallers("cannot be read", e);
        }
    }
}
