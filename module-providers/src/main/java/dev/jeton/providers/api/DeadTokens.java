package dev.jeton.providers.api;

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

    /** Whether bodies of this provider have to be read for that, and so must not be compressed. */
    public static boolean standInBodiesOf(ProviderId provider) {
        return provider.equals(WhatsAppProvider.ID);
    }

    /** Whether {@code answer} says so; its body can be read all the same. */
    public static boolean areToldBy(ApiAnswer answer, ProviderId provider) throws ApiFailure {
        return switch (answer.status()) {
            case 401 -> true;
            case 400 -> standInBodiesOf(provider) && isDead(answer.peek(LONGEST_ERROR));
            default -> false;
        };
    }

    private static boolean isDead(byte[] body) {
        try {
            JsonNode code = JSON.readTree(body).path("error").path("code");
            return code.isInt() && DEAD.contains(code.intValue());
        } catch (IOException e) {
            // No JSON, whatever else it is.
            return false;
        }
    }
}
