package dev.jeton.identity.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.VerificationToken;
import java.util.List;

/**
 * Rows as lines of JSON, for exports: each names its kind. They hold hashes, and private keys as they are sealed; values of
 * tokens cannot be had from them.
 */
public final class RowLines {

    private static final String KIND = "kind";

    private static final List<Kind<?>> KINDS =
            List.of(Kind.API_TOKEN, Kind.VERIFICATION_TOKEN, Kind.REFRESH_TOKEN, Kind.JWT_KEY);

    private RowLines() {}

    /** {@code row} on one line, without its end. */
    public static byte[] write(IdentityRow row) {
        return switch (row) {
            case ApiToken token -> line(Kind.API_TOKEN, token);
            case VerificationToken token -> line(Kind.VERIFICATION_TOKEN, token);
            case RefreshToken token -> line(Kind.REFRESH_TOKEN, token);
            case JwtKey key -> line(Kind.JWT_KEY, key);
        };
    }

    private static <R extends IdentityRow> byte[] line(Kind<R> kind, R row) {
        ObjectNode json = (ObjectNode) kind.format().tree(row);
        json.put(KIND, kind.label());
        return RowJson.bytes(json);
    }

    /** @throws UnreadableValue if {@code line} is no row; the message says why and repeats nothing of it */
    public static IdentityRow read(byte[] line) throws UnreadableValue {
        JsonNode json = RowJson.parse(line);
        for (Kind<?> kind : KINDS) {
            if (json.path(KIND).asText().equals(kind.label())) {
                return kind.format().read(json);
            }
        }
        throw new UnreadableValue(KIND + " is missing or unknown");
    }
}
