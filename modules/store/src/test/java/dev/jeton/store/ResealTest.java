package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fake.RecordingEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResealTest {

    private static final KeyedSealer OLD = KeyedSealer.of("old");
    private static final KeyedSealer BOTH = KeyedSealer.of("new", "old");
    private static final KeyedSealer NEW = KeyedSealer.of("new");

    private final RecordingEvents events = new RecordingEvents();

    static Stream<Named<Supplier<StoreSettings>>> databases() {
        return Stream.of(Named.of("SQLite", Stores::newFile), Named.of("PostgreSQL", Stores::newDatabase));
    }

    @ParameterizedTest(
            name = "fault 98 on {0} everything opens with the new key alone, and a second run has nothing to do")
    @MethodSource("databases")
    void everythingIsResealed(Supplier<StoreSettings> database) {
        StoreSettings settings = database.get();
        Map<TokenKey, Grant> grants = new LinkedHashMap<>();
        // More than a batch.
        for (int i = 0; i < 450; i++) {
            grants.put(SomeKeys.fresh(), i % 2 == 0 ? SomeGrants.connected() : SomeGrants.refreshed());
        }
        TokenKey credentials = SomeKeys.fresh();
        try (SqlStore store = Stores.open(settings, OLD)) {
            grants.forEach((key, grant) -> assertThat(store.grants().replace(key, Revision.NONE, grant))
                    .isPresent());
            putSecret(store, credentials);
        }
        List<Long> done = new ArrayList<>();
        try (SqlStore store = Stores.open(settings, BOTH)) {
            assertThat(store.resealing().reseal((looked, total) -> done.add(looked * 1_000 + total)))
                    .isEqualTo(new Outcome(451, 0, 0, 0));
            assertThat(done).hasSize(452).startsWith(451L, 1_451L).endsWith(451_451L);
            assertThat(store.resealing().reseal((looked, total) -> {})).isEqualTo(new Outcome(0, 451, 0, 0));
        }
        try (SqlStore store = Stores.open(settings, NEW)) {
            grants.forEach((key, grant) -> {
                try (StoredGrant stored = store.grants().find(key).orElseThrow()) {
                    SomeGrants.assertSame("resealed", grant, stored.grant());
                }
            });
            assertThat(secretOf(store, credentials)).isEqualTo("c4nary-of-credentials");
        }
    }

    @ParameterizedTest(
            name = "fault 98 on {0} a refresh between reading and rewriting is not overwritten, nor hindered")
    @MethodSource("databases")
    void aConcurrentRefreshWins(Supplier<StoreSettings> database) {
        StoreSettings settings = database.get();
        Map<TokenKey, Revision> read = new LinkedHashMap<>();
        try (SqlStore store = Stores.open(settings, OLD)) {
            for (int i = 0; i < 20; i++) {
                TokenKey key = SomeKeys.fresh();
                read.put(
                        key,
                        store.grants()
                                .replace(key, Revision.NONE, SomeGrants.connected())
                                .orElseThrow());
            }
        }
        Map<TokenKey, Grant> refreshed = new LinkedHashMap<>();
        try (SqlStore store = Stores.open(settings, BOTH);
                SqlStore older = Stores.open(settings, KeyedSealer.of("old", "new"))) {
            // In the middle of the first batch, when all its rows have been read: some rewritten already, the others
            // not yet.
            Outcome result = store.resealing().reseal((looked, total) -> {
                if (looked == 10) {
                    read.forEach((key, revision) -> {
                        Grant next = SomeGrants.refreshed();
                        assertThat(older.grants().replace(key, revision, next))
                                .as("whoever read before may replace")
                                .isPresent();
                        refreshed.put(key, next);
                    });
                }
            });
            assertThat(result).isEqualTo(new Outcome(20, 0, 0, 0));
            refreshed.forEach((key, grant) -> {
                try (StoredGrant stored = store.grants().find(key).orElseThrow()) {
                    SomeGrants.assertSame("the refreshed one", grant, stored.grant());
                }
            });
        }
    }

    @ParameterizedTest(
            name = "fault 50 on {0} what no key opens is unavailable and never none, told, listed and left as it is")
    @MethodSource("databases")
    void unreadable(Supplier<StoreSettings> database) {
        StoreSettings settings = database.get();
        TokenKey key = SomeKeys.fresh();
        try (SqlStore store = Stores.open(settings, OLD)) {
            assertThat(store.grants().replace(key, Revision.NONE, SomeGrants.connected()))
                    .isPresent();
            putSecret(store, key);
        }
        try (SqlStore store = SqlStore.open(settings, NEW, events)) {
            assertThatThrownBy(() -> store.grants().find(key))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("the grant of " + key + " cannot be read: unknown key");
            assertThatThrownBy(() -> secretOf(store, key))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessage("the credentials of " + key + " cannot be read: unknown key");
            assertThat(store.grants().list()).containsExactly(GrantStatus.unreadable(key, "unknown key"));
            assertThat(store.credentials().list()).containsExactly(key);
            assertThat(store.resealing().reseal((done, total) -> {})).isEqualTo(new Outcome(0, 0, 0, 2));
            assertThat(events.of(TokenEvent.SealBroken.class))
                    .extracting(TokenEvent.SealBroken::where)
                    .as("a list raises none")
                    .containsExactly(
                            "grant of " + key, "credentials of " + key, "grant of " + key, "credentials of " + key);
        }
        try (SqlStore store = Stores.open(settings, OLD)) {
            assertThat(store.grants().find(key)).isPresent();
        }
    }

    private static void putSecret(SqlStore store, TokenKey key) {
        try (Credentials credentials = new Credentials(Map.of("clientSecret", Secret.of("c4nary-of-credentials")))) {
            store.credentials().put(key, credentials);
        }
    }

    private static String secretOf(SqlStore store, TokenKey key) {
        Deadline soon = Deadline.in(Duration.ofSeconds(30), TimeSource.system());
        try (Credentials credentials =
                store.credentials().find(key, CorrelationId.random(), soon).orElseThrow()) {
            return credentials.text("clientSecret").orElseThrow();
        }
    }
}
