package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Claim;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.server.RedisProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantsInRedisTest {

    private static RedisProcess redis;

    private final TokenKey key = TokenKey.of("qontak", "acme");
    private final String name = WatchedGrants.PREFIX + "acme";
    private WatchedGrants grants;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.command("FLUSHALL");
        grants = WatchedGrants.patient(redis);
    }

    @AfterEach
    void close() {
        grants.close();
    }

    @Test
    @DisplayName("C-04 a key is {prefix}{tenant}, the tenant default is _default, other providers are named")
    void spelling() {
        Map.of(
                        TokenKey.of("qontak", "acme"), "acme",
                        TokenKey.of("qontak", "default"), "_default",
                        TokenKey.of("acme-crm", "acme"), "acme-crm:acme",
                        TokenKey.of("acme-crm", "default"), "acme-crm:default")
                .forEach((each, spelled) -> {
                    Revision unused = grants.insert(each, SomeGrants.connected());
                    assertThat(redis.command("EXISTS", WatchedGrants.PREFIX + spelled))
                            .as("%s", each)
                            .isEqualTo(1L);
                });
        assertThat(redis.command("DBSIZE")).isEqualTo(4L);
        assertThat(grants.list()).hasSize(4);
    }

    @Test
    @DisplayName("C-04 the refresh token never expires: a key has no TTL, and loses one that somebody gave it")
    void noTtl() {
        Revision revision = grants.insert(key, SomeGrants.refreshed());
        assertThat(redis.command("TTL", name)).isEqualTo(-1L);
        redis.command("EXPIRE", name, "21600");

        assertThat(grants.replace(key, revision, SomeGrants.refreshed())).isPresent();

        assertThat(redis.command("TTL", name)).isEqualTo(-1L);
    }

    @Test
    @DisplayName("C-04 REDIS_TOKEN_TTL bounds the access token's end and nothing else")
    void boundedAccess() {
        assertThat(endOf(Duration.ofDays(30))).isEqualTo(Duration.ofHours(6));
        assertThat(endOf(Duration.ofHours(6))).isEqualTo(Duration.ofHours(6));
        assertThat(endOf(Duration.ofMinutes(5))).isEqualTo(Duration.ofMinutes(5));
        assertThat(redis.command("TTL", name)).isEqualTo(-1L);
    }

    /** After how long the access token ends that is stored with {@code lifetime}. */
    private Duration endOf(Duration lifetime) {
        redis.command("DEL", name);
        GrantedAccess given = SomeGrants.access();
        GrantedAccess access = new GrantedAccess(
                given.token(), given.issuedAt(), given.issuedAt().plus(lifetime));
        Revision unused = grants.insert(key, SomeGrants.connected().rotated(null, access));
        try (StoredGrant stored = grants.get(key)) {
            GrantedAccess found = stored.grant().access().orElseThrow();
            return Duration.between(found.issuedAt(), found.expiresAt());
        }
    }

    @Test
    @DisplayName("C-09 a claim's deadline and the server's time come in the server's own clock")
    void serverTime() {
        Revision revision = grants.insert(key, SomeGrants.connected());
        Instant deadline;
        try (StoredGrant stored = grants.get(key)) {
            assertThat(stored.storeTime())
                    .isBetween(
                            Instant.now().minus(Duration.ofMinutes(1)),
                            Instant.now().plus(Duration.ofMinutes(1)));
            deadline = Instant.ofEpochMilli(
                    stored.storeTime().plus(Duration.ofSeconds(30)).toEpochMilli());
            Claim claim = new Claim(SomeGrants.claim().owner(), deadline);
            assertThat(grants.replace(key, revision, stored.grant().claimed(claim)))
                    .isPresent();
        }
        assertThat(JsonMembers.of(redis.command("GET", name)))
                .containsEntry("state", "claimed")
                .containsEntry("claim_deadline", deadline.toEpochMilli());
    }

    @Test
    @DisplayName("C-13 grants under one prefix are not there under another")
    void prefixes() {
        try (WatchedGrants tests = WatchedGrants.prefixed(redis, "qontak:tests:")) {
            Revision revision = grants.insert(key, SomeGrants.connected());

            assertThat(tests.find(key)).isEmpty();
            assertThat(tests.list()).isEmpty();
            assertThat(tests.remove(key, revision)).isFalse();
            Revision theirs = tests.insert(key, SomeGrants.connected());
            assertThat(tests.remove(key, theirs)).isTrue();
            assertThat(grants.list()).extracting(GrantStatus::key).containsExactly(key);
        }
    }

    @Test
    @DisplayName("C-13 characters of a prefix that SCAN takes for a pattern stand for themselves")
    void globPrefix() {
        String strange = "q*?[a-z]^\\{x}:";
        Revision unused = grants.insert(key, SomeGrants.connected());
        redis.command("SET", "qqq[a-z]^\\{x}:other", "{\"refresh_token\":\"r\"}");
        redis.command("SET", "q*?b^\\{x}:other", "{\"refresh_token\":\"r\"}");
        try (WatchedGrants globbed = WatchedGrants.prefixed(redis, strange)) {
            assertThat(globbed.list()).isEmpty();
            assertThat(globbed.insert(key, SomeGrants.connected())).isNotNull();

            assertThat(redis.command("EXISTS", strange + "acme")).isEqualTo(1L);
            assertThat(globbed.list()).extracting(GrantStatus::key).containsExactly(key);
        }
    }

    @Test
    @DisplayName("C-11 more grants than a page holds are all listed, each once")
    void manyGrants() {
        List<TokenKey> keys = IntStream.range(0, 1_700)
                .mapToObj(i -> TokenKey.of(i % 2 == 0 ? "qontak" : "crm", "t" + i))
                .toList();
        keys.forEach(each -> redis.command("SET", nameOf(each), "{\"refresh_token\":\"r-" + each + "\"}"));
        for (int i = 0; i < 1_000; i++) {
            redis.command("SET", "auth:token:genesys:t" + i, "{}");
        }

        assertThat(grants.list()).extracting(GrantStatus::key).containsExactlyInAnyOrderElementsOf(keys);
    }

    private static String nameOf(TokenKey key) {
        String provider = key.provider().value();
        return WatchedGrants.PREFIX + (provider.equals("qontak") ? "" : provider + ":") + key.tenant();
    }

    @Test
    @DisplayName("C-11 what cannot be read is listed as such; what cannot be a grant's key is passed by")
    void junkUnderThePrefix() {
        redis.command("SET", WatchedGrants.PREFIX + "broken", "{");
        redis.command("HSET", WatchedGrants.PREFIX + "hash", "a", "b");
        redis.command("SET", WatchedGrants.PREFIX + "long", "x".repeat(70_000));
        for (String passedBy : List.of("", "default", "qontak:acme", "a:b:c", "_x", "\u00fc", "A:b", ":", "a b")) {
            redis.command("SET", WatchedGrants.PREFIX + passedBy, "{\"refresh_token\":\"r\"}");
        }
        redis.command("SET", name, "{\"refresh_token\":\"r\"}");

        Map<String, String> states = new TreeMap<>();
        grants.list().forEach(status -> states.put(status.key().toString(), status.state()));

        assertThat(states)
                .isEqualTo(Map.of(
                        "qontak:acme", "active",
                        "qontak:broken", "unreadable",
                        "qontak:hash", "unreadable",
                        "qontak:long", "unreadable"));
        assertThat(grants.events().all()).noneMatch(event -> event.toString().contains("Unreadable"));
    }

    @Test
    @DisplayName("I6 with sealing on, neither token is in Redis, and none is in what describes the store")
    void sealedTokens() {
        Canaries canaries = new Canaries();
        try (WatchedGrants sealed = WatchedGrants.patient(redis, RedisGrantSettings.DEFAULT, NamedKeys.of("k1"))) {
            for (Grant grant : SomeGrants.inEveryState().values()) {
                redis.command("DEL", name);
                Revision unused = sealed.insert(key, grant);
                canaries.assertNoneIn("Redis", String.valueOf(redis.command("GET", name)));
            }
            canaries.assertNoneIn("its description", sealed + " " + sealed.list() + sealed.events());
        }
    }

    @Test
    @DisplayName("C-09 Redis is across a network: answers go to the journal first")
    void locality() {
        assertThat(grants.locality()).isEqualTo(GrantStore.Locality.REMOTE);
    }
}
