package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.LATER;
import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.IdentityStore.VerificationTokens;
import dev.jeton.api.identity.VerificationToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link IdentityStoreContract} that is about verification tokens; adapters extend that one. */
public abstract class VerificationTokensContract extends IdentityRacesContract {

    private static final Instant NEVER_BEFORE = NOW.minus(Duration.ofDays(1));

    VerificationTokensContract() {}

    private VerificationTokens verifications() {
        return store().verificationTokens();
    }

    @Test
    public void aTokenIsConsumedOnceAndNotedAsProof() {
        VerificationToken mail = insertedVerification(VerificationToken.Type.EMAIL);
        VerificationToken other = insertedVerification(VerificationToken.Type.EMAIL);

        assertThat(verifications().consume(mail.hash(), VerificationToken.Type.EMAIL, NOW))
                .containsExactly(mail.with(mail.life().ended(NOW)));

        assertThat(another().verificationTokens().consume(mail.hash(), VerificationToken.Type.EMAIL, NOW))
                .isEmpty();
        assertThat(another().verificationTokens().proven(user)).isEqualTo(Map.of(VerificationToken.Type.EMAIL, NOW));
        assertThat(verifications().find(other.id())).as("the others live on").contains(other);
    }

    @Test
    public void whatIsNotLivingOrNotOfTheKindIsNotConsumed() {
        VerificationToken phone = insertedVerification(VerificationToken.Type.PHONE);
        VerificationToken ended = insertedVerification(VerificationToken.Type.PHONE);
        assertThat(verifications().end(ended.id(), NOW)).isPresent();

        assertThat(verifications().consume(phone.hash(), VerificationToken.Type.EMAIL, NOW))
                .isEmpty();
        assertThat(verifications().consume(phone.hash(), VerificationToken.Type.PASSWORD_RESET, NOW))
                .isEmpty();
        assertThat(verifications().consume(phone.hash(), VerificationToken.Type.PHONE, LATER))
                .as("in the moment in which it expires")
                .isEmpty();
        assertThat(verifications().consume(ended.hash(), VerificationToken.Type.PHONE, NOW))
                .isEmpty();
        assertThat(verifications().consume(SomeRows.hash(), VerificationToken.Type.PHONE, NOW))
                .isEmpty();

        assertThat(verifications().proven(user)).isEmpty();
        assertThat(verifications().find(phone.id())).contains(phone);
        assertThat(verifications().consume(phone.hash(), VerificationToken.Type.PHONE, LATER.minusNanos(1)))
                .as("just before it expires")
                .hasSize(1);
    }

    @Test
    public void theLastProofOfEachKindCounts() {
        for (Instant at : List.of(NOW, NOW.plusMillis(2), NOW.plusMillis(1))) {
            assertThat(verifications()
                            .consume(
                                    insertedVerification(VerificationToken.Type.EMAIL)
                                            .hash(),
                                    VerificationToken.Type.EMAIL,
                                    at))
                    .hasSize(1);
        }
        assertThat(verifications()
                        .consume(
                                insertedVerification(VerificationToken.Type.PHONE)
                                        .hash(),
                                VerificationToken.Type.PHONE,
                                NOW.plusNanos(1)))
                .hasSize(1);

        assertThat(verifications().proven(user))
                .isEqualTo(Map.of(VerificationToken.Type.EMAIL, NOW.plusMillis(2), VerificationToken.Type.PHONE, NOW));
        assertThat(verifications().proven(SomeRows.user())).isEmpty();
    }

    @Test
    public void aResetEndsAllResetTokensOfItsUser() {
        VerificationToken used = insertedVerification(VerificationToken.Type.PASSWORD_RESET);
        VerificationToken other = insertedVerification(VerificationToken.Type.PASSWORD_RESET);
        VerificationToken mail = insertedVerification(VerificationToken.Type.EMAIL);
        VerificationToken ended = insertedVerification(VerificationToken.Type.PASSWORD_RESET);
        assertThat(verifications().end(ended.id(), NEVER_BEFORE)).isPresent();
        VerificationToken foreign =
                SomeRows.verification(SomeRows.user(), VerificationToken.Type.PASSWORD_RESET, life());
        assertThat(verifications().insert(foreign)).isTrue();

        List<VerificationToken> told = verifications().consume(used.hash(), VerificationToken.Type.PASSWORD_RESET, NOW);

        assertThat(told)
                .as("the consumed one first")
                .extracting(VerificationToken::id)
                .containsExactly(used.id(), other.id());
        assertThat(told).allSatisfy(token -> assertThat(token.life().endedAt()).contains(NOW));
        assertThat(verifications().consume(other.hash(), VerificationToken.Type.PASSWORD_RESET, NOW))
                .isEmpty();
        assertThat(verifications().find(mail.id())).contains(mail);
        assertThat(verifications().find(foreign.id())).contains(foreign);
        assertThat(verifications().proven(user)).isEmpty();
    }
}
