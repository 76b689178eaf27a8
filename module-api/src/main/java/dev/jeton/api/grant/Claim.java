package dev.jeton.api.grant;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to spend a refresh token, taken durably before anything is sent.
 *
 * @param owner who holds it, random for each claim
 * @param deadline in the store's own time; whoever holds it sends nothing later than this
 */
public record Claim(ClaimOwner owner, Instant deadline) {
    /** Whether the deadline has been over for {@code patience} at {@code storeTime}. */
    public boolean isOverdueBy(Duration patience, Instant storeTime) {
        return !deadline.plus(patience).isAfter(storeTime);
    }
}
