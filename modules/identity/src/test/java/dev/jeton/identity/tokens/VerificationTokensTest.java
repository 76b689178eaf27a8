package dev.jeton.identity.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.identity.IdentityWorld;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationTokensTest {

    private static final UserId USER = new UserId("alice");

    private final IdentityWorld world = new IdentityWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Issued<VerificationToken> create(VerificationToken.Type type) {
        return world.verificationTokens.create(USER, type, null);
    }

    @ParameterizedTest
    @EnumSource(VerificationToken.Type.class)
    @DisplayName("D-08 a token is consumed once, for its own purpose only, and is over for every way to look at it")
    void consumedOnce(VerificationToken.Type type) {
        VerificationToken.Type other =
                type == VerificationToken.Type.EMAIL ? VerificationToken.Type.PHONE : VerificationToken.Type.EMAIL;
        try (Issued<VerificationToken> issued = create(type)) {
            assertThat(world.verificationTokens.ofUser(USER, type)).hasSize(1);
            assertThat(world.verificationTokens.find(issued.value())).isPresent();
            assertThat(world.verificationTokens.consume(issued.value(), other)).isEmpty();

            Optional<VerificationToken> consumed = world.verificationTokens.consume(issued.value(), type);

            assertThat(consumed)
                    .hasValueSatisfying(token -> assertThat(token.user()).isEqualTo(USER));
            assertThat(world.verificationTokens.consume(issued.value(), type)).isEmpty();
            assertThat(world.verificationTokens.find(issued.value()))
                    .hasValueSatisfying(
                            token -> assertThat(token.life().endedAt()).isPresent());
            assertThat(world.verificationTokens.find(issued.row().id()))
                    .hasValueSatisfying(
                            token -> assertThat(token.life().endedAt()).isPresent());
            assertThat(world.verificationTokens.ofUser(USER, type))
                    .allSatisfy(token -> assertThat(token.life().endedAt()).isPresent());
        }
    }

    @Test
    @DisplayName("D-08 200 threads consume one token: one of them is given it, and the address is proven")
    void consumedOnceUnderConcurrency() {
        int violated = 0;
        for (int round = 0; round < 20; round++) {
            try (Issued<VerificationToken> issued = create(VerificationToken.Type.EMAIL)) {
                long given = Burst.of(
                                200,
                                thread ->
                                        world.verificationTokens.consume(issued.value(), VerificationToken.Type.EMAIL))
                        .orFail()
                        .stream()
                        .filter(Optional::isPresent)
                        .count();
                violated += given == 1 ? 0 : 1;
            }
        }
        System.out.printf("20 checked, %d violated%n", violated);
        assertThat(violated).isZero();
        assertThat(world.verificationTokens.proven(USER)).containsKey(VerificationToken.Type.EMAIL);
    }

    @Test
    @DisplayName("D-08 consuming marks mail or phone as proven, at that moment")
    void proves() {
        assertThat(world.verificationTokens.proven(USER)).isEmpty();
        try (Issued<VerificationToken> issued = create(VerificationToken.Type.PHONE)) {
            assertThat(world.verificationTokens.consume(issued.value(), VerificationToken.Type.PHONE))
                    .isPresent();
        }
        assertThat(world.verificationTokens.proven(USER))
                .isEqualTo(Map.of(VerificationToken.Type.PHONE, world.time.now()));
    }

    @Test
    @DisplayName(
            "D-08 after a reset of the password no other reset token of the user is good, and other tokens still are")
    void resetEndsTheOthers() {
        try (Issued<VerificationToken> first = create(VerificationToken.Type.PASSWORD_RESET);
                Issued<VerificationToken> second = create(VerificationToken.Type.PASSWORD_RESET);
                Issued<VerificationToken> mail = create(VerificationToken.Type.EMAIL)) {
            assertThat(world.verificationTokens.ofUser(USER, VerificationToken.Type.PASSWORD_RESET))
                    .hasSize(2);

            assertThat(world.verificationTokens.consume(first.value(), VerificationToken.Type.PASSWORD_RESET))
                    .hasValueSatisfying(token ->
                            assertThat(token.id()).isEqualTo(first.row().id()));

            assertThat(world.verificationTokens.consume(second.value(), VerificationToken.Type.PASSWORD_RESET))
                    .isEmpty();
            assertThat(world.verificationTokens.ofUser(USER, VerificationToken.Type.PASSWORD_RESET))
                    .allSatisfy(token -> assertThat(token.life().endedAt()).isPresent());
            assertThat(world.verificationTokens.consume(mail.value(), VerificationToken.Type.EMAIL))
                    .isPresent();
        }
    }

    @Test
    @DisplayName("D-06 a token that has expired is not consumed")
    void expires() {
        try (Issued<VerificationToken> issued = create(VerificationToken.Type.PHONE)) {
            world.time.advance(Duration.ofMinutes(10));
            assertThat(world.verificationTokens.consume(issued.value(), VerificationToken.Type.PHONE))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("D-10 consumption needs no cache")
    void worksWithoutCache() {
        world.cache.goAway();
        try (Issued<VerificationToken> issued = create(VerificationToken.Type.EMAIL)) {
            assertThat(world.verificationTokens.consume(issued.value(), VerificationToken.Type.EMAIL))
                    .isPresent();
            assertThat(world.verificationTokens.consume(issued.value(), VerificationToken.Type.EMAIL))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("a time to live beyond a week is refused by name")
    void refusesNonsense() {
        assertThatThrownBy(
                        () -> world.verificationTokens.create(USER, VerificationToken.Type.EMAIL, Duration.ofDays(8)))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("ttl");
    }
}
