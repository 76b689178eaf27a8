package dev.jeton.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.port.Resealing.Outcome;
import dev.jeton.api.port.Unopenable;
import dev.jeton.testkit.contract.SomeRows;
import dev.jeton.testkit.fake.RecordingEvents;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResealJwtKeysTest {

    private static final KeyedSealer OLD = KeyedSealer.of("old");
    private static final KeyedSealer BOTH = KeyedSealer.of("new", "old");
    private static final KeyedSealer NEW = KeyedSealer.of("new");
    private static final String SECRET = "c4nary-of-a-private-key";

    private final RecordingEvents events = new RecordingEvents();

    static Stream<Named<Supplier<StoreSettings>>> databases() {
        return Stream.of(Named.of("SQLite", Stores::newFile), Named.of("PostgreSQL", Stores::newDatabase));
    }

    @ParameterizedTest(
            name = "fault 98 on {0} signing keys open with the new key alone, living or not; the others are named")
    @MethodSource("databases")
    void resealed(Supplier<StoreSettings> database) throws Unopenable {
        StoreSettings settings = database.get();
        try (SqlStore store = SqlStore.open(settings, BOTH, events)) {
            JwtKey living = inserted(store, OLD, RowId.random());
            JwtKey ended = inserted(store, OLD, RowId.random());
            assertThat(store.identity().jwtKeys().end(ended.id(), SomeRows.NOW)).isPresent();
            JwtKey current = inserted(store, NEW, RowId.random());
            JwtKey foreign = inserted(store, KeyedSealer.of("lost"), RowId.random());
            JwtKey nonsense = new JwtKey(RowId.random(), "ES256", "{}", "no base64url!", SomeRows.NOW, SomeRows.life());
            assertThat(store.identity().jwtKeys().insert(nonsense)).isTrue();
            List<Long> done = new ArrayList<>();

            assertThat(store.resealing().reseal((looked, total) -> done.add(looked * 1_000 + total)))
                    .isEqualTo(new Outcome(2, 1, 0, 2));

            assertThat(done).containsExactly(5L, 1_005L, 2_005L, 3_005L, 4_005L, 5_005L);
            assertThat(opened(store, living.id())).isEqualTo(SECRET);
            assertThat(opened(store, ended.id())).isEqualTo(SECRET);
            for (JwtKey untouched : List.of(current, foreign, nonsense)) {
                assertThat(store.identity().jwtKeys().find(untouched.id())).contains(untouched);
            }
            assertThat(events.of(TokenEvent.SealBroken.class))
                    .extracting(TokenEvent.SealBroken::where)
                    .containsExactlyInAnyOrder("jwt key " + foreign.id(), "jwt key " + nonsense.id());
            assertThat(store.resealing().reseal((looked, total) -> {})).isEqualTo(new Outcome(0, 3, 0, 2));
        }
    }

    private static JwtKey inserted(SqlStore store, KeyedSealer sealer, RowId id) {
        byte[] sealed = sealer.seal(JwtKey.label(id), SECRET.getBytes(UTF_8));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        JwtKey key = new JwtKey(id, "ES256", "{}", text, SomeRows.NOW, SomeRows.life());
        assertThat(store.identity().jwtKeys().insert(key)).isTrue();
        return key;
    }

    private static String opened(SqlStore store, RowId id) throws Unopenable {
        String sealed = store.identity().jwtKeys().find(id).orElseThrow().sealedPrivate();
        return new String(NEW.open(JwtKey.label(id), Base64.getUrlDecoder().decode(sealed)), UTF_8);
    }
}
