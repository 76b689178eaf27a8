package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.QontakClient.Terms;
import dev.jeton.simulator.request.Malformed;
import java.time.Duration;
import java.util.Optional;

/**
 * The terms of a new connection as people write them, all of them optional: {@code
 * {"temper":"grace","graceMillis":5000,"lifetimeSeconds":2}}; other tempers are {@code strict}, {@code fixed} and {@code
 * lenient}, and {@code "repeat":"new"} makes each repetition in the grace period give another refresh token.
 */
record GrantOrder(Optional<Temper> temper, Optional<Duration> lifetime) {

    private static final int LONGEST_MILLIS = 3_600_000;
    private static final int LONGEST_SECONDS = 172_800;

    /** @throws Malformed naming the member that is wrong */
    static GrantOrder read(JsonNode order) {
        return new GrantOrder(temper(order), lifetime(order));
    }

    Terms onTopOf(Terms before) {
        Terms tempered = temper.map(before::with).orElse(before);
        return lifetime.map(tempered::with).orElse(tempered);
    }

    private static Optional<Temper> temper(JsonNode order) {
        return switch (Members.text(order, "temper", "")) {
            case "" -> Optional.empty();
            case "strict" -> Optional.of(Temper.STRICT);
            case "fixed" -> Optional.of(Temper.FIXED);
            case "lenient" -> Optional.of(Temper.LENIENT);
            case "grace" -> Optional.of(grace(order));
            default -> throw new Malformed("temper must be strict, fixed, lenient or grace");
        };
    }

    private static Temper grace(JsonNode order) {
        Duration period = Duration.ofMillis(Members.number(order, "graceMillis", 1, LONGEST_MILLIS));
        return switch (Members.text(order, "repeat", "same")) {
            case "same" -> new Temper.Grace(period, Temper.Repeat.SAME_SUCCESSOR);
            case "new" -> new Temper.Grace(period, Temper.Repeat.NEW_SUCCESSOR);
            default -> throw new Malformed("repeat must be same or new");
        };
    }

    private static Optional<Duration> lifetime(JsonNode order) {
        return order.has("lifetimeSeconds")
                ? Optional.of(Duration.ofSeconds(Members.number(order, "lifetimeSeconds", 1, LONGEST_SECONDS)))
                : Optional.empty();
    }
}
