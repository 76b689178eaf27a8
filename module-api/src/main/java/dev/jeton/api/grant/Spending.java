package dev.jeton.api.grant;

import dev.jeton.api.TokenException;
import dev.jeton.api.port.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an attempt to spend a refresh token: above all, whether it may have been spent. */
public sealed interface Spending {
    /**
     * It was spent, and this is what it brought.
     *
     * @param accessOrNull null = the answer held no usable access token, which does not make the new refresh token worthless
     * @param successorOrNull null = the old refresh token stays good (RFC 6749 section 6); owned by whoever gets this
     */
    record Rotated(
            @Nullable GrantedAccess accessOrNull, @Nullable Secret successorOrNull) implements Spending, AutoCloseable {
        public Optional<GrantedAccess> access() {
            return Optional.ofNullable(accessOrNull);
        }

        @Override
        public void close() {
            if (successorOrNull != null) {
                successorOrNull.close();
            }
        }

        @Override
        public String toString() {
            return "Rotated";
        }
    }

    /** It was certainly not spent: nothing was sent, or the provider said no to something else. */
    record NotSpent(TokenException why) implements Spending {}

    /** The provider accepts it no more ({@code invalid_grant}, RFC 6749 section 5.2). */
    record Dead(String why) implements Spending {}

    /** It was sent, and no answer that can be understood came back. */
    record Lost(TokenException why) implements Spending {}
}
