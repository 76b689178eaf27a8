package dev.jeton.testkit.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of a {@link VaultStub}: each ends by the stub's clock, unless it is renewed, and at its longest life in any case. */
final class VaultTokens {

    private final InstantSource clock;
    private final Map<String, Life> lives = new HashMap<>();

    /** @param endOrNull null = never */
    private record Life(
            Duration ttl,
            boolean renewable,
            @Nullable Instant endOrNull,
            @Nullable Instant lastEndOrNull) {}

    VaultTokens(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void addEndless(String token) {
        lives.put(token, new Life(Duration.ZERO, false, null, null));
    }

    synchronized void add(String token, Duration ttl, boolean renewable, Duration longest) {
        Instant now = clock.instant();
        lives.put(token, new Life(ttl, renewable, now.plus(ttl), now.plus(longest)));
    }

    synchronized void revoke(String token) {
        lives.remove(token);
    }

    synchronized boolean isGood(String token) {
        Life life = lives.get(token);
        return life != null && (life.endOrNull() == null || clock.instant().isBefore(life.endOrNull()));
    }

    /** {@code token} must be good. */
    synchronized VaultReply lookUp(String token) {
        Life life = life(token);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("creation_ttl", life.ttl().toSeconds()).put("ttl", left(life).toSeconds());
        data.put("renewable", life.renewable()).put("type", "service").put("orphan", true);
        data.put(
                "expire_time",
                life.endOrNull() == null ? null : life.endOrNull().toString());
        return VaultReply.data(200, data);
    }

    synchronized VaultReply renew(String token) {
        Life life = life(token);
        Instant last = life.lastEndOrNull();
        if (!life.renewable() || last == null) {
            return VaultReply.errors(400, "lease is not renewable");
        }
        Instant asked = clock.instant().plus(life.ttl());
        Life renewed = new Life(life.ttl(), true, asked.isAfter(last) ? last : asked, last);
        lives.put(token, renewed);
        ObjectNode auth = JsonNodeFactory.instance.objectNode();
        auth.put("client_token", token).put("accessor", "accessor");
        auth.put("lease_duration", left(renewed).toSeconds()).put("renewable", true);
        return VaultReply.auth(auth);
    }

    private Life life(String token) {
        Life life = lives.get(token);
        if (life == null) {
            throw new IllegalStateException("no such token");
        }
        return life;
    }

    private Duration left(Life life) {
        return life.endOrNull() == null ? Duration.ZERO : Duration.between(clock.instant(), life.endOrNull());
    }
}
