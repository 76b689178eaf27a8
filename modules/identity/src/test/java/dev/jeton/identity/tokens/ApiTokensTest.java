package dev.jeton.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Secret;
import dev.jeton.identity.IdentityWorld;
import dev.jeton.identity.rows.Kind;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {

    private static final UserId USER = new UserId("alice@example");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final IdentityWorld world = new IdentityWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Issued<ApiToken> create() {
        return create(null);
    }

    private Issued<ApiToken> create(@Nullable Duration ttl) {
        return world.apiTokens.create(new ApiTokens.Wish(USER, "of a test", Permissions.NONE, ttl));
    }

    @Test
    @DisplayName("D-04 a token is found by id, by value and by user")
    void foundInThreeWays() {
        try (Issued<ApiToken> issued = create()) {
            ApiToken token = issued.row();
            assertThat(world.apiTokens.find(token.id())).contains(token);
            assertThat(world.apiTokens.living(issued.value())).contains(token);
            assertThat(world.apiTokens.ofUser(USER)).containsExactly(token);
            assertThat(world.apiTokens.ofUser(new UserId("bob"))).isEmpty();
        }
    }

    @Test
    @DisplayName("D-03 the second read of an entry does not ask the store, and a new token is seen in the list at once")
    void cacheFirst() {
        try (Issued<ApiToken> first = create()) {
            for (int i = 0; i < 2; i++) {
                assertThat(world.apiTokens.living(first.value())).isPresent();
                assertThat(world.apiTokens.find(first.row().id())).isPresent();
                assertThat(world.apiTokens.ofUser(USER)).hasSize(1);
            }
            assertThat(world.misses()).isEqualTo(3);
            assertThat(world.hits()).isEqualTo(3);
            try (Issued<ApiToken> second = create()) {
                assertThat(world.apiTokens.ofUser(USER)).containsExactlyInAnyOrder(first.row(), second.row());
            }
        }
    }

    @Test
    @DisplayName("D-03 after a revocation no entry shows the token alive: not by id, by value or by user")
    void revocationIsSeenEverywhere() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            assertThat(world.apiTokens.find(issued.row().id())).isPresent();
            assertThat(world.apiTokens.ofUser(USER)).hasSize(1);

            assertThat(world.apiTokens.revoke(issued.row().id())).isPresent();

            assertThat(world.apiTokens.living(issued.value())).isEmpty();
            assertThat(world.apiTokens.find(issued.row().id()))
                    .hasValueSatisfying(
                            token -> assertThat(token.life().endedAt()).isPresent());
            assertThat(world.apiTokens.ofUser(USER))
                    .allSatisfy(token -> assertThat(token.life().endedAt()).isPresent());
        }
    }

    @Test
    @DisplayName("D-06 a token is not valid beyond its own expiry, however it is cached")
    void expires() {
        try (Issued<ApiToken> issued = create(Duration.ofMinutes(10))) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.time.advance(Duration.ofMinutes(10).minusMillis(1));
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.time.advance(Duration.ofMillis(1));
            assertThat(world.apiTokens.living(issued.value())).isEmpty();
        }
    }

    @Test
    @DisplayName("D-06 an entry lives an hour at most")
    void entriesEnd() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.time.advance(Duration.ofHours(1));
            long misses = world.misses();
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            assertThat(world.misses()).isEqualTo(misses + 1);
        }
    }

    @Test
    @DisplayName("D-10 with the cache away the store answers, and nothing fails")
    void worksWithoutCache() {
        world.cache.goAway();
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            assertThat(world.apiTokens.ofUser(USER)).hasSize(1);
            assertThat(world.apiTokens.revoke(issued.row().id())).isPresent();
            assertThat(world.apiTokens.living(issued.value())).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "D-10 a revocation that the cache could not be told of is told when it is back, and holds here meanwhile")
    void owedDeletionsAreMadeUpFor() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.cache.goAway();
            assertThat(world.apiTokens.revoke(issued.row().id())).isPresent();
            world.cache.comeBack();

            assertThat(world.apiTokens.living(issued.value())).isEmpty();
            assertThat(world.apiTokens.ofUser(USER))
                    .allSatisfy(token -> assertThat(token.life().endedAt()).isPresent());
            long hits = world.hits();
            Eventually.isTrue("the cache is used again", PATIENCE, () -> {
                assertThat(world.apiTokens.living(issued.value())).isEmpty();
                return world.hits() > hits;
            });
        }
    }

    @Test
    @DisplayName("D-03 revoking again what a lost attempt has ended takes it from the cache all the same")
    void repeatedRevocation() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.store.loseAnswers();
            assertThatThrownBy(() -> world.apiTokens.revokeAll(USER)).isInstanceOf(StoreUnavailable.class);
            world.store.recover();
            assertThat(world.apiTokens.revokeAll(USER)).isEmpty();
            assertThat(world.apiTokens.living(issued.value())).isEmpty();
        }
    }

    @Test
    @DisplayName("43 one entry that the cache cannot be told of keeps no other from being forgotten")
    void partOfTheCacheAway() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.cache.goAwayFor(issued.row().id().value());
            assertThat(world.apiTokens.revoke(issued.row().id())).isPresent();
            assertThat(world.rows.isEven()).isFalse();
            assertThat(world.state
                            .cache()
                            .exists(new CacheKey(
                                    "token:sha256-" + issued.row().hash().value())))
                    .isFalse();
            world.cache.comeBack();
            Eventually.isTrue("all is told", PATIENCE, world.rows::isEven);
        }
    }

    @Test
    @DisplayName("D-10 with the store away what is cached is served, and what is not fails with a type of its own")
    void storeAway() {
        try (Issued<ApiToken> issued = create()) {
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            world.store.breakDown();
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            assertThatThrownBy(() -> world.apiTokens.find(issued.row().id())).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> world.apiTokens.revoke(issued.row().id())).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    @DisplayName("D-05 D-07 a value is in no key, no row and no text; only its hash is")
    void valuesAreNowhere() {
        Canaries canaries = new Canaries();
        try (Issued<ApiToken> issued = create()) {
            canaries.register("value of an API token", issued.value().reveal(String::new));
            assertThat(world.apiTokens.living(issued.value())).isPresent();
            assertThat(world.apiTokens.ofUser(USER)).isNotEmpty();
            canaries.assertNoneIn("keys of the cache", String.join("\n", world.cache.named()));
            canaries.assertNoneIn("texts", issued + " " + issued.row() + " " + world.rows.apiTokens());
            assertThat(world.cache.named())
                    .anyMatch(name -> name.contains(issued.row().hash().value()));
        }
    }

    @Test
    @DisplayName(
            "D-07 a cached row of another token is not believed: whoever writes to the cache makes no token with it")
    void forgedEntriesAreNotBelieved() {
        try (Issued<ApiToken> issued = create();
                Secret forged = TokenPrefix.API.random()) {
            String key = "sha256-" + TokenPrefix.API.hash(forged).orElseThrow().value();
            world.cache.set(
                    CacheKey.of(CacheSpace.TOKEN, key), issued.row(), Kind.API_TOKEN.format(), Duration.ofHours(1));

            assertThat(world.cache.exists(CacheKey.of(CacheSpace.TOKEN, key))).isTrue();
            assertThat(world.apiTokens.living(forged)).isEmpty();
            assertThat(world.apiTokens.living(issued.value())).contains(issued.row());
        }
    }

    @Test
    @DisplayName("D-07 values are of 256 random bits, and no two are alike")
    void valuesAreRandom() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            try (Secret value = TokenPrefix.API.random()) {
                String text = value.reveal(String::new);
                assertThat(text).matches("jta_[A-Za-z0-9_-]{43}");
                assertThat(TokenPrefix.API.hash(value)).isPresent();
                values.add(text);
            }
        }
        assertThat(values).hasSize(1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jta_",
                "jta_short",
                "jtr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "jta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",
                "jta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "jta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+",
                "jta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "JTA_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "jta_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\u0000A",
                "jta_*"
            })
    @DisplayName("82 84 what is not shaped like a value is none, and neither cache nor store is asked")
    void misshapenValuesAskNobody(String text) {
        world.store.breakDown();
        try (Secret value = Secret.of(text)) {
            assertThat(world.apiTokens.living(value)).isEmpty();
        }
        assertThat(world.cache.named()).isEmpty();
        assertThat(world.store.refused()).isZero();
    }

    @Test
    @DisplayName("times to live and names out of bounds are refused by name, and nothing is stored")
    void refusesNonsense() {
        assertThatThrownBy(() -> create(Duration.ofMillis(1)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("ttl");
        assertThatThrownBy(() -> create(Duration.ofDays(4000)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("ttl");
        assertThatThrownBy(() -> world.apiTokens.create(new ApiTokens.Wish(USER, "a\nb", Permissions.NONE, null)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("name");
        assertThat(world.store.apiTokens().count()).isZero();
    }

    @Test
    @DisplayName("what is not there cannot be revoked, and all of a user's tokens can be at once")
    void revokes() {
        assertThat(world.apiTokens.revoke(RowId.random())).isEmpty();
        try (Issued<ApiToken> first = create();
                Issued<ApiToken> second = create()) {
            assertThat(world.apiTokens.revokeAll(USER)).hasSize(2);
            assertThat(world.apiTokens.living(first.value())).isEmpty();
            assertThat(world.apiTokens.living(second.value())).isEmpty();
            assertThat(world.apiTokens.revokeAll(USER)).isEmpty();
        }
    }
}
