package dev.jeton.api.port;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.time.Deadline;

/**
 * One kind of upstream whose access tokens are bought with a refresh token (RFC 6749 section 6). One attempt a call, sent
 * once: whether it is repeated is decided by whoever holds the claim.
 */
public interface RefreshTokenProvider {
    ProviderId id();

    /** What to do when the request was sent and its answer is lost. */
    OnLostResponse onLostResponse();

    /**
     * Spends {@code refreshToken}.
     *
     * @param credentials of the tenant; empty where it has none, which some providers do not mind
     * @return what became of it. What is thrown instead was thrown before anything was sent
     */
    Spending refresh(TenantId tenant, Credentials credentials, Secret refreshToken, Times times);

    /**
     * The moments that bound one attempt.
     *
     * @param sendBefore the refresh token does not leave this process later than this
     * @param answerBefore the answer has to be there whole; after {@code sendBefore}
     */
    record Times(Deadline sendBefore, Deadline answerBefore) {}

    /** What a lost answer means to this provider. */
    enum OnLostResponse {
        /** The refresh token may be spent, and spending it again may cost the connection: leave it to the next takeover. */
        STOP,
        /** The provider accepts a spent refresh token again for a while (a grace period): try once more. */
        RETRY_ONCE
    }
}
