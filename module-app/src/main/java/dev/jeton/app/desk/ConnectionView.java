package dev.jeton.app.desk;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.grant.GrantStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees of one connection, never a secret.
 *
 * @param generationOrNull null = no refresh token is kept for this provider
 * @param expiresAtOrNull of the access token, in UTC
 * @param fingerprintOrNull of the access token
 */
public record ConnectionView(
        Whose whose,
        String state,
        @Nullable Long generationOrNull,
        @Nullable String expiresAtOrNull,
        @Nullable String fingerprintOrNull,
        @Nullable String lastErrorOrNull) {

    /** Whose connection it is, as text. */
    public record Whose(String type, String tenant) {}

    static ConnectionView of(GrantStatus status) {
        return new ConnectionView(
                new Whose(status.key().provider().value(), status.key().tenant().value()),
                status.state(),
                status.generation(),
                status.expiresAt().map(Instant::toString).orElse(null),
                status.fingerprint().map(Fingerprint::toString).orElse(null),
                status.lastErrorOrNull());
    }

    /** Its columns, as {@link #headings} name them; what there is not is a dash. */
    public String[] columns() {
        return new String[] {
            whose.type,
            whose.tenant,
            state,
            text(generationOrNull),
            text(expiresAtOrNull),
            text(fingerprintOrNull),
            text(lastErrorOrNull)
        };
    }

    /** What stands above {@link #columns}. */
    public static String[] headings() {
        return new String[] {"TYPE", "TENANT", "STATE", "GENERATION", "EXPIRES", "FINGERPRINT", "LAST ERROR"};
    }

    private static String text(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).orElse("-");
    }
}
