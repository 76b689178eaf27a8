package dev.jeton.providers.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.api.ProviderId;
import dev.jeton.providers.whatsapp.WhatsAppProvider;
import java.io.IOException;
import java.util.Set;

/**
 * Which answers of an API say that the token is dead: a 401 anywhere (RFC 6750 section 3.1), and a 400 of Meta's Graph API with
 * the codes 0 and 190. Its codes 10 and 200 to 299 tell of a permission that is missing, which no other token would have.
 *
 * @see <a href="https://developers.facebook.com/docs/graph-api/guides/error-handling">Graph API, handling errors</a>
 */
public final class DeadTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> DEAD = Set.of(0, 190);
    private static final int LONGEST_ERROR = 64 * 1024;

    private DeadTokens() {}

    /** Whether {@code answer} says so; its body can be read all the same. */
    public static boolean areToldBy(ApiAnswer answer, ProviderId provider) throws ApiFailure {
        return switch (answer.status()) {
            case 401 -> true;
            case 400 -> provider.equals(WhatsAppProvider.ID) && isDead(answer.peek(LONGEST_ERROR));
            default -> false;
        };
    }

    private static boolean isDead(byte[] body) {
        try {
            JsonNode code = JSON.readTree(body).path("error").path("code");
            return code.isInt() && DEAD.contains(code.intValue());
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }
}
