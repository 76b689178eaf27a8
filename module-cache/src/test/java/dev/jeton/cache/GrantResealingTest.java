package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SealBroken;
import dev.jeton.api.event.TokenEvent.UnreadableEntry;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.server.RedisProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantResealingTest {

    private static final int ROTATIONS = 300;

    private final RedisProcess redis = RedisProcess.start();
    private final WatchedGrants old = open("old");
    private final WatchedGrants both = open("new", "old");
    private final WatchedGrants newest = open("new");

    private WatchedGrants open(String... keys) {
        return WatchedGrants.patient(redis, RedisGrantSettings.DEFAULT, NamedKeys.of(keys));
    }

    @AfterEach
    void stop() {
        List.of(old, both, newest).forEach(WatchedGrants::close);
        redis.close();
    }

    @Test
    @DisplayName("fault 98 every grant in every state is sealed with the newest key, and says what it said")
    void everyState() {
        Map<String, Grant> grants = SomeGrants.inEveryState();
        grants.forEach((what, grant) -> old.insert(keyOf(what), grant));
        Revision current = newest.insert(TokenKey.of("crm", "current"), SomeGrants.refreshed());
        List<Long> heard = new ArrayList<>();

        Outcome outcome = both.resealing().reseal((done, total) -> {
            heard.add(done);
            assertThat(total).isEqualTo(grants.size() + 1);
        });

        assertThat(outcome).isEqualTo(new Outcome(grants.size(), 1, 0, 0));
        assertThat(heard).hasSize(grants.size() + 2).isSorted().endsWith(grants.size() + 1L);
        grants.forEach((what, grant) -> {
            try (StoredGrant stored = newest.get(keyOf(what))) {
                SomeGrants.assertSame(what, grant, stored.grant());
            }
        });
        try (StoredGrant untouched = newest.get(TokenKey.of("crm", "current"))) {
            assertThat(untouched.revision()).isEqualTo(current);
        }
        assertThat(both.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, grants.size() + 1L, 0, 0));
    }

    private static TokenKey keyOf(String what) {
        return TokenKey.of("qontak", what.replaceAll("[^a-z]+", "-"));
    }

    @Test
    @DisplayName("fault 98 what cannot be opened is left as it is, counted and told, and stops nothing")
    void unreadable() {
        Revision unused = old.insert(TokenKey.of("qontak", "fine"), SomeGrants.refreshed());
        redis.command("SET", WatchedGrants.PREFIX + "plain", "{\"refresh_token\":\"r\"}");
        redis.command("SET", WatchedGrants.PREFIX + "junk", "{");
        redis.command("LPUSH", WatchedGrants.PREFIX + "list", "x");

        assertThat(both.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(1, 0, 0, 3));

        assertThat(both.events().count(SealBroken.class)).isEqualTo(1);
        assertThat(both.events().count(UnreadableEntry.class)).isEqualTo(2);
        assertThat(redis.command("GET", WatchedGrants.PREFIX + "junk")).isEqualTo("{");
    }

    @Test
    @DisplayName("C-09 grants that rotate meanwhile lose no generation")
    void underWay() {
        TokenKey busy = SomeKeys.fresh();
        Revision unused = old.insert(busy, SomeGrants.connected());

        List<Long> written = Burst.of(4, i -> i == 0 ? resealALot() : rotateALot(i == 1 ? old : both, busy))
                .orFail();

        try (StoredGrant stored = both.get(busy)) {
            assertThat(stored.grant().generation())
                    .isEqualTo(1 + written.stream().mapToLong(Long::longValue).sum());
        }
    }

    private long resealALot() {
        for (int i = 0; i < ROTATIONS; i++) {
            assertThat(both.resealing().reseal((done, total) -> {})).isNotNull();
        }
        return 0;
    }

    /** How many generations it wrote; a process with the old key alone sees what it cannot open, and does nothing. */
    private static long rotateALot(WatchedGrants grants, TokenKey key) {
        long written = 0;
        for (int i = 0; i < ROTATIONS; i++) {
            try (StoredGrant stored = grants.get(key);
                    Grant next = SomeGrants.next(stored.grant())) {
                Optional<Revision> revision = grants.replace(key, stored.revision(), next);
                written += revision.isPresent() ? 1 : 0;
            } catch (StoreUnavailable e) {
                assertThat(e).hasMessageContaining("cannot be read");
            }
        }
        return written;
    }

    @Test
    @DisplayName("fault 98 with sealing off there is nothing to do")
    void unsealed() {
        redis.command("SET", WatchedGrants.PREFIX + "acme", "{\"refresh_token\":\"r\"}");
        try (WatchedGrants plain = WatchedGrants.patient(redis)) {
            assertThat(plain.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, 1, 0, 0));
        }
    }
}
