package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.event.TokenEvent.GrantFailed.Stage;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;

/** Spends a claimed refresh token, once, or twice where the provider gives a grace period and the first answer is lost. */
final class Spender {
    private final Claims claims;
    private final RotationSettings settings;
    private final Steps steps;
    private final TimeSource time;

    Spender(Claims claims, RotationSettings settings, Steps steps, TimeSource time) {
        this.claims = claims;
        this.settings = settings;
        this.steps = steps;
        this.time = time;
    }

    /** What becomes of the refresh token that {@code held} is the claim on. */
    Spending spend(RefreshTokenProvider provider, Credentials credentials, HeldClaim held) {
        Spending first = send(provider, credentials, held);
        if (!(first instanceof Spending.Lost lost)) {
            return first;
        }
        steps.about(held.key(), held.grant(), Step.ANSWER_LOST);
        steps.failed(held.key(), Stage.SEND, lost.why());
        if (provider.onLostResponse() == OnLostResponse.STOP) {
            return first;
        }
        Spending second = send(provider, credentials, held);
        // What was not sent the second time may still have been spent the first time.
        return second instanceof Spending.NotSpent ? first : second;
    }

    private Spending send(RefreshTokenProvider provider, Credentials credentials, HeldClaim held) {
        try {
            if (!claims.isStillOurs(held)) {
                return notSent(
                        held,
                        UpstreamFailed.passing(
                                "the claim on the refresh token has run out or is another's", null, null));
            }
        } catch (StoreUnavailable e) {
            return notSent(held, e);
        }
        RefreshTokenProvider.Times times =
                new RefreshTokenProvider.Times(held.sendBefore(), Deadline.in(settings.answerWithin(), time));
        steps.about(held.key(), held.grant(), Step.SENDING);
        try {
            return provider.refresh(
                    held.key().tenant(), credentials, held.grant().refreshToken(), times);
        } catch (TokenException e) {
            return new Spending.NotSpent(e);
        }
    }

    private Spending notSent(HeldClaim held, TokenException why) {
        steps.about(held.key(), held.grant(), Step.NOT_SENT);
        return new Spending.NotSpent(why);
    }
}
