package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RowId;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class RotationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualTime time = ManualTime.advancedByPauses();
    private final JwtKeys store = new MapIdentity().jwtKeys();
    private final OwnProcess process = OwnProcess.with(store, SignatureAlgorithm.ES256, time);

    @Test
    @DisplayName(
            "D-09 the first key is made when it is needed, once, however many processes need it at the same instant")
    void firstKey() {
        List<OwnProcess> processes = IntStream.range(0, 20)
                .mapToObj(i -> OwnProcess.with(store, SignatureAlgorithm.ES256, time))
                .toList();
        List<IssuedJwt> issued = Burst.of(20, i -> processes.get(i).issue(HOUR)).orFail();
        assertThat(store.count()).isEqualTo(1);
        for (OwnProcess other : processes) {
            assertThat(issued).allSatisfy(jwt -> assertThat(other.validate(jwt)).isInstanceOf(JwtVerdict.Valid.class));
        }
    }

    @Test
    @DisplayName("D-09 a new key is published before it signs; what the old one has signed is good to its end")
    void overlap() {
        String before = keyOf(process.issue(HOUR));
        JwtKey next = process.keys.rotate(Handover.PUBLISHED_FIRST);
        assertThat(process.keys.living())
                .extracting(key -> key.id().value())
                .containsExactly(next.id().value(), before);
        time.advance(JwtKeySettings.defaults().publishAhead().minusSeconds(1));
        IssuedJwt last = process.issue(Duration.ofDays(1));
        assertThat(keyOf(last)).isEqualTo(before);
        time.advance(Duration.ofSeconds(2));
        assertThat(keyOf(process.issue(HOUR))).isEqualTo(next.id().value());
        time.advance(Duration.ofDays(1).minusSeconds(3));
        assertThat(process.validate(last)).isInstanceOf(JwtVerdict.Valid.class);
        time.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(process.keys.living()).extracting(JwtKey::id).containsExactly(next.id());
    }

    /** The {@code kid} in its header. */
    private static String keyOf(IssuedJwt issued) {
        String header =
                new String(Base64.getUrlDecoder().decode(issued.token().value().split("\\.", -1)[0]), UTF_8);
        return header.replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
    }

    @Test
    @DisplayName("D-09 a key that is old enough gets a successor, from one of all processes that look")
    void byAge() {
        process.issue(HOUR);
        assertThat(process.keys.rotateIfDue()).isEmpty();
        time.advance(Duration.ofDays(30));
        List<OwnProcess> processes = IntStream.range(0, 8)
                .mapToObj(i -> OwnProcess.with(store, SignatureAlgorithm.ES256, time))
                .toList();
        Burst.of(8, i -> processes.get(i).keys.rotateIfDue()).orFail();
        assertThat(store.count()).isEqualTo(2);
        assertThat(process.keys.rotateIfDue()).isEmpty();
    }

    @Test
    @DisplayName("D-09 where there is no key yet, whoever looks after them makes it")
    void firstByAge() {
        assertThat(process.keys.rotateIfDue())
                .get()
                .satisfies(key -> assertThat(key.signsFrom()).isEqualTo(time.now()));
        assertThat(store.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("D-09 what a revoked key has signed is refused at once, and another key signs")
    void revoked() {
        IssuedJwt issued = process.issue(HOUR);
        JwtKey key = store.living(time.now()).getFirst();
        assertThat(process.keys.revoke(key.id()))
                .get()
                .satisfies(ended -> assertThat(ended.life().endedAt()).contains(time.now()));
        assertThat(process.validate(issued)).isEqualTo(new JwtVerdict.Invalid(Reason.UNKNOWN_KEY));
        IssuedJwt next = process.issue(HOUR);
        assertThat(keyOf(next)).isNotEqualTo(key.id().value());
        assertThat(process.validate(next)).isInstanceOf(JwtVerdict.Valid.class);
    }

    @Test
    @DisplayName(
            "D-09 if a new key is revoked before it signs, the old one goes on only as long as its tokens can end in its time")
    void successorRevoked() {
        process.issue(HOUR);
        process.keys.revoke(process.keys.rotate(Handover.PUBLISHED_FIRST).id());
        for (int hour = 0; hour < 60; hour++) {
            IssuedJwt issued = process.issue(Duration.ofDays(1));
            time.advance(HOUR);
            assertThat(process.validate(issued)).isInstanceOf(JwtVerdict.Valid.class);
            JwtKey signer = store.find(new RowId(keyOf(issued))).orElseThrow();
            assertThat(signer.life()
                            .expiresAt()
                            .map(issued.expiresAt()::isBefore)
                            .orElse(true))
                    .isTrue();
        }
        assertThat(store.count()).isEqualTo(3);
    }

    @Test
    @DisplayName("D-09 a process whose clock is behind takes the key that is there, and makes no second one")
    void clockBehind() {
        ManualTime behind = ManualTime.advancedByPauses();
        behind.jumpWallClock(Duration.ofSeconds(-20));
        process.issue(HOUR);
        OwnProcess late = OwnProcess.with(store, SignatureAlgorithm.ES256, behind);
        for (int i = 0; i < 5; i++) {
            assertThat(process.validate(late.issue(HOUR))).isInstanceOf(JwtVerdict.Valid.class);
        }
        assertThat(store.count()).isEqualTo(1);
    }

    private record Signed(IssuedJwt jwt, int rotation) {}

    @Test
    @DisplayName("D-09 over 200 rotations at random times no process refuses a token that is good by its own word")
    void noValidTokenIsRefused() {
        Random random = new Random(20_261_121);
        JwtKeySettings settings = new JwtKeySettings(
                SignatureAlgorithm.ES256, Duration.ofDays(7), HOUR, Duration.ofHours(12), Duration.ofHours(6));
        List<OwnProcess> processes = List.of(
                OwnProcess.with(store, settings, time),
                OwnProcess.remembering(Duration.ofHours(6), store, settings, time),
                OwnProcess.remembering(Duration.ofMinutes(10), store, settings, time));
        List<Signed> signed = new ArrayList<>();
        int checked = 0;
        int refused = 0;
        for (int rotation = 0; rotation < 200; rotation++) {
            for (int step = 0; step < 3; step++) {
                Duration lifetime = Duration.ofSeconds(1 + random.nextInt(12 * 3600));
                signed.add(new Signed(processes.get(random.nextInt(3)).issue(lifetime), rotation));
                time.advance(Duration.ofSeconds(random.nextInt(random.nextBoolean() ? 60 : 5 * 3600)));
                Instant now = time.now();
                signed.removeIf(old -> !now.isBefore(old.jwt.expiresAt()));
                for (int i = 0; i < Math.min(2, signed.size()); i++) {
                    Signed any = signed.get(random.nextInt(signed.size()));
                    checked++;
                    refused += processes.get(random.nextInt(3)).validate(any.jwt) instanceof JwtVerdict.Valid ? 0 : 1;
                }
            }
            processes
                    .get(random.nextInt(3))
                    .keys
                    .rotate(random.nextInt(4) == 0 ? Handover.AT_ONCE : Handover.PUBLISHED_FIRST);
        }
        System.out.printf("%d checked, %d violated: good tokens that were refused%n", checked, refused);
        assertThat(refused).isZero();
        assertThat(checked).isGreaterThan(1000);
        assertThat(store.count()).isBetween(201L, 215L);
    }
}
