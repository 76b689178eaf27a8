package dev.jeton.api.event;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import java.time.Duration;

/** Something that happened inside, in the field's words; holds no secret. */
public sealed interface TokenEvent {

    /** A request was answered with a token. */
    record Served(TokenKey key, TokenAnswer.Source source, boolean degraded, Duration took) implements TokenEvent {}

    /** A request ended in a failure. */
    record Failed(TokenKey key, TokenException failure, Duration took) implements TokenEvent {}

    /** A request joined an exchange that was already under way in this process. */
    record Collapsed(ProviderId provider) implements TokenEvent {}

    /** One attempt at a provider ended well. */
    record UpstreamAnswered(ProviderId provider, Duration took) implements TokenEvent {}

    /** One attempt at a provider failed. */
    record UpstreamFailed(TokenKey key, TokenException failure, Duration took) implements TokenEvent {}

    /** A token could not be obtained although it was tried with all means. */
    record RefreshFailed(TokenKey key, TokenException failure) implements TokenEvent {}

    /** A request waited for another process. */
    record LockWaited(TokenKey key, Duration waited, boolean served) implements TokenEvent {}

    /** A valid but ageing token was served because no better one could be had. */
    record StaleServed(TokenKey key, TokenException hidden) implements TokenEvent {}

    /** Without the shared state, and above the limit for that: a request was turned away. */
    record DegradedRejected(TokenKey key) implements TokenEvent {}

    /** A token ends too soon to be cached; it is served and looked up again next time. */
    record Uncacheable(TokenKey key) implements TokenEvent {}

    /** A call to the shared state failed and was survived. */
    record CacheFault(String operation, String reason) implements TokenEvent {}

    /** A value in the shared state could not be read and was treated as absent: possibly tampered with. */
    record UnreadableEntry(TokenKey key, String reason) implements TokenEvent {}

    /** The shared state became usable or unusable. */
    record SharedStateChanged(boolean usable, String reason) implements TokenEvent {}

    /** A file of settings was read again, or could not be and the last good one stays. */
    record FileReloaded(String file, boolean accepted, String reason) implements TokenEvent {}
}
