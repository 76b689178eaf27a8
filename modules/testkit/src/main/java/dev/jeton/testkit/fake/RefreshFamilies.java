package dev.jeton.testkit.fake;

import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RefreshSpend.Outcome;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The authorization server behind {@link StrictProvider}s: its families of refresh tokens, and who spent what. */
final class RefreshFamilies {
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final StrictProvider.Temper temper;
    private final TimeSource time;
    private final Map<String, Issued> issued = new HashMap<>();
    private final Map<String, Family> newest = new HashMap<>();
    private final List<RefreshSpend> ledger = new ArrayList<>();

    RefreshFamilies(StrictProvider.Temper temper, TimeSource time) {
        this.temper = temper;
        this.time = time;
    }

    private record Issued(Family family, int generation) {}

    private static final class Family {
        private final String tenant;
        private final int number;
        private int generation;
        private Instant rotatedAt = Instant.MIN;
        private boolean dead;
        private @Nullable String access;

        Family(String tenant, int number) {
            this.tenant = tenant;
            this.number = number;
        }
    }

    /** What an answer holds; both null = {@code invalid_grant}. */
    record Tokens(@Nullable String refresh, @Nullable String access) {}

    synchronized String connect(String tenant) {
        Family before = newest.get(tenant);
        Family family = new Family(tenant, before == null ? 1 : before.number + 1);
        newest.put(tenant, family);
        return nextToken(family);
    }

    private String nextToken(Family family) {
        family.generation++;
        String token = Canaries.MARKER + "-refresh-" + family.generation + "-" + UUID.randomUUID();
        issued.put(token, new Issued(family, family.generation));
        return token;
    }

    synchronized Tokens spend(String token, String by, boolean rotating) {
        Issued presented = issued.get(token);
        if (presented == null) {
            return new Tokens(null, null);
        }
        Family family = presented.family;
        Outcome outcome = judge(presented, rotating);
        note(presented, by, outcome);
        return switch (outcome) {
            case ROTATED, REPEATED -> {
                family.rotatedAt = time.now();
                yield new Tokens(nextToken(family), nextAccess(family));
            }
            case KEPT -> new Tokens(null, nextAccess(family));
            case REFUSED, DEAD -> new Tokens(null, null);
            case REUSED -> {
                if (temper == StrictProvider.Temper.STRICT) {
                    family.dead = true;
                    family.access = null;
                }
                yield new Tokens(null, null);
            }
        };
    }

    private Outcome judge(Issued presented, boolean rotating) {
        Family family = presented.family;
        if (family.dead) {
            return Outcome.DEAD;
        }
        if (presented.generation == family.generation) {
            return rotating ? Outcome.ROTATED : Outcome.KEPT;
        }
        boolean forgiven = temper == StrictProvider.Temper.GRACE
                && presented.generation == family.generation - 1
                && !time.now().isAfter(family.rotatedAt.plus(GRACE));
        return forgiven ? Outcome.REPEATED : Outcome.REUSED;
    }

    synchronized void refuse(String token, String by) {
        Issued presented = issued.get(token);
        if (presented != null) {
            note(presented, by, Outcome.REFUSED);
        }
    }

    private void note(Issued presented, String by, Outcome outcome) {
        Family family = presented.family;
        ledger.add(new RefreshSpend(family.tenant, family.number, presented.generation, by, time.now(), outcome));
    }

    private static String nextAccess(Family family) {
        String access = Canaries.MARKER + "-access-" + UUID.randomUUID();
        family.access = access;
        return access;
    }

    synchronized void revoke(String tenant) {
        Family family = newest.get(tenant);
        if (family != null) {
            family.dead = true;
            family.access = null;
        }
    }

    synchronized boolean isAlive(String tenant) {
        Family family = newest.get(tenant);
        return family != null && !family.dead;
    }

    synchronized boolean isNewest(String refreshToken) {
        Issued presented = issued.get(refreshToken);
        return presented != null && !presented.family.dead && presented.generation == presented.family.generation;
    }

    synchronized boolean accepts(String accessToken) {
        return newest.values().stream().anyMatch(family -> accessToken.equals(family.access));
    }

    synchronized List<RefreshSpend> ledger() {
        return List.copyOf(ledger);
    }
}
