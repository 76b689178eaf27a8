package dev.jeton.api.event;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.identity.RowId;
import java.time.Duration;
import java.time.Instant;

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

    /** Of several servers that have a part of the shared state each, one became usable or unusable. */
    record StateNodeChanged(String node, boolean usable, String reason) implements TokenEvent {}

    /** Changes in the shared state are told to this process from now on; or they are not, and it looks for itself. */
    record WatchChanged(boolean live, String reason) implements TokenEvent {}

    /** A file of settings was read again, or could not be and the last good one stays. */
    record FileReloaded(String file, boolean accepted, String reason) implements TokenEvent {}

    /** A new token stands where other requests find it. */
    record Published(TokenKey key) implements TokenEvent {}

    /**
     * A grant went one step of its protocol, at the very moment that the step names. Raised on the thread that goes it, in
     * order: whoever wants to know what a crash between two steps does can crash here.
     */
    record GrantStepped(TokenKey key, long generation, Step step) implements TokenEvent {
        /** The steps, in the order of a refresh that nothing disturbs; then what may happen instead. */
        public enum Step {
            /** The next thing is the claim. */
            CLAIMING,
            /** The right to spend the refresh token is durable. */
            CLAIMED,
            /** The same, taken over from an owner who let it run out. */
            TAKEN_OVER,
            /** The next thing is the request. */
            SENDING,
            /** The provider's answer is in hand. */
            ANSWERED,
            /** The answer is durable on this machine. */
            JOURNALED,
            /** The next generation is durable in the store. */
            COMMITTED,
            /** A first refresh token came into the store. */
            SEEDED,
            /** A claim was given back, for nothing was spent. */
            FREED,
            /** Nothing was sent: the claim was no longer ours, or too old. */
            NOT_SENT,
            /** The request was sent and its answer is lost: the refresh token may have been spent. */
            ANSWER_LOST,
            /** The store cannot be told of an answer in hand; it will be as soon as it is back. */
            COMMIT_PENDING,
            /** An answer from before a crash, or from before the store was away, is durable in the store now. */
            RECOVERED,
            /** An answer came too late: the store already holds something newer. */
            SUPERSEDED,
            /** The connection is dead; a person must connect again. */
            REAUTHORIZATION_REQUIRED
        }
    }

    /** A refresh of a grant failed; {@code stage} says at what. */
    record GrantFailed(TokenKey key, Stage stage, TokenException failure) implements TokenEvent {
        /** Where in the protocol. */
        public enum Stage {
            READ,
            SEED,
            CLAIM,
            SEND,
            JOURNAL,
            COMMIT
        }
    }

    /** Something that should have been sealed by us cannot be opened: a wrong key, or possibly an attack. */
    record SealBroken(String where, String reason) implements TokenEvent {}

    /** What is done now and then could not be done; it is tried again. */
    record UpkeepFailed(String work, String reason) implements TokenEvent {}

    /**
     * The token with which this process uses its store is about to be lost, for it could not be renewed, or will last again.
     */
    record StoreTokenChanged(boolean lasting, String reason) implements TokenEvent {}

    /** Another issuer's key set was fetched, or could not be and the last good one stays while it may. */
    record KeySetFetched(String issuer, boolean succeeded, String reason) implements TokenEvent {}

    /** There is a new key that signs our JWTs, from {@code signsFrom} on. */
    record SigningKeyMade(RowId key, Instant signsFrom) implements TokenEvent {}
}
