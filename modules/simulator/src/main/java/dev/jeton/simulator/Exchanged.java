package dev.jeton.simulator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange of a refresh token came to.
 *
 * @param accessToken null = refused
 * @param successor null = refused, or the old refresh token stays
 */
record Exchanged(
        Spend spend, @Nullable String accessToken, @Nullable String successor) {

    static Exchanged refused(Spend spend) {
        return new Exchanged(spend, null, null);
    }

    Optional<String> granted() {
        return Optional.ofNullable(accessToken);
    }

    Optional<String> refreshToken() {
        return Optional.ofNullable(successor);
    }

    @Override
    public String toString() {
        return "Exchanged[" + spend + "]";
    }
}
