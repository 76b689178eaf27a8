package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.server.RedisProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantDurabilityTest {

    private static final int ROUNDS = 5;

    private final TokenKey key = TokenKey.of("qontak", "acme");

    @ParameterizedTest(
            name = "C-09, fault 37 appendfsync {0}: what replace acknowledged outlives kill -9 of the server")
    @ValueSource(strings = {"always", "everysec"})
    void appendOnly(String fsync) {
        try (RedisProcess redis = RedisProcess.start("--appendonly", "yes", "--appendfsync", fsync);
                WatchedGrants grants = WatchedGrants.patient(redis)) {
            Revision revision = grants.insert(key, SomeGrants.connected());
            for (int round = 0; round < ROUNDS; round++) {
                Grant next = SomeGrants.refreshed().claimed(SomeGrants.claim());
                revision = grants.replace(key, revision, next).orElseThrow();

                redis.kill();
                redis.restart();

                awaitAnswer(grants);
                try (StoredGrant stored = grants.get(key)) {
                    assertThat(stored.revision()).isEqualTo(revision);
                    SomeGrants.assertSame("after the crash", next, stored.grant());
                }
                assertThat(redis.command("TTL", WatchedGrants.PREFIX + "acme")).isEqualTo(-1L);
            }
        }
    }

    @Test
    @DisplayName("C-09 a server without an append-only file forgets: this is what the documentation warns of")
    void withoutAppendOnly() {
        try (RedisProcess redis = RedisProcess.start();
                WatchedGrants grants = WatchedGrants.patient(redis)) {
            Revision unused = grants.insert(key, SomeGrants.connected());

            redis.restart();

            awaitAnswer(grants);
            assertThat(grants.find(key)).isEmpty();
        }
    }

    private void awaitAnswer(WatchedGrants grants) {
        Eventually.isTrue(
                "the server is found again",
                WatchedState.PATIENCE,
                () -> Timed.call(grants::list).failure().isEmpty());
    }
}
