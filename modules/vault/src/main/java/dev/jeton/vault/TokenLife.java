package dev.jeton.vault;

import java.time.Duration;

/**
 * How long a token has to live.
 *
 * @param full from its creation, or as it was first seen
 * @param left zero = it never ends
 * @param isRenewed whether Vault has just given what it could; else it was only asked
 */
record TokenLife(Duration full, Duration left, boolean isRenewable, boolean isRenewed) {

    /** Before anything is known. */
    static final TokenLife UNKNOWN = new TokenLife(Duration.ZERO, Duration.ZERO, false, false);

    /** What Vault's answer to a look-up, or to a renewal, makes of it. */
    TokenLife after(Json.Members answer) {
        return answer.object("auth").map(this::renewed).orElseGet(() -> lookedUp(answer));
    }

    private TokenLife renewed(Json.Members auth) {
        return new TokenLife(full, seconds(auth, "lease_duration"), auth.isTrue("renewable"), true);
    }

    private static TokenLife lookedUp(Json.Members answer) {
        Json.Members data = answer.object("data").orElseGet(Json.Members::none);
        Duration left = seconds(data, "ttl");
        Duration full = seconds(data, "creation_ttl");
        return new TokenLife(full.compareTo(left) > 0 ? full : left, left, data.isTrue("renewable"), false);
    }

    private static Duration seconds(Json.Members from, String name) {
        return Duration.ofSeconds(Math.min(from.number(name).orElse(0), Integer.MAX_VALUE));
    }

    private boolean isEndless() {
        return left.isZero() && !isRenewable;
    }

    /** Whether nobody has to do anything about it yet. A renewed one that is short nears the longest life it may have. */
    boolean isLasting() {
        return isEndless() || mayBeRenewed() || left.compareTo(lastThird()) > 0;
    }

    private boolean mayBeRenewed() {
        return isRenewable && !isRenewed;
    }

    String reason() {
        return isLasting() ? "it is renewed in time" : "it cannot be renewed for longer and ends soon";
    }

    /** Until it has to be renewed; of one that cannot be, until its last third begins, and then until its end. */
    Duration pause() {
        if (mayBeRenewed() && left.compareTo(full.dividedBy(2)) < 0) {
            return Duration.ZERO;
        }
        if (isRenewable) {
            return left.multipliedBy(2).dividedBy(3);
        }
        if (isEndless()) {
            return Duration.ofDays(1);
        }
        return isLasting() ? left.minus(lastThird()).plusSeconds(1) : left.plusSeconds(1);
    }

    private Duration lastThird() {
        return full.dividedBy(3);
    }
}
