package dev.jeton.client;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenKey;
import java.time.Duration;

/** Something that happened in the client, in words that make metrics; holds no secret. A tenant is no label of a metric. */
public sealed interface ClientEvent {

    /** Where a token came from. */
    enum Source {
        /** This process. */
        NEAR,
        /** The shared keys. */
        REDIS,
        /** The broker, just now. */
        BROKER,
        /** What was known before, for the broker cannot be asked. */
        HELD
    }

    /** A token was handed out. */
    record Served(ProviderId provider, Source source) implements ClientEvent {}

    /**
     * The broker was asked.
     *
     * @param outcome {@code ok}, or the {@link BrokerException#code()}
     */
    record BrokerAsked(ProviderId provider, String outcome, Duration took) implements ClientEvent {}

    /** A token in its last minutes was handed out, because {@code hidden} kept the client from a better one. */
    record HeldServed(TokenKey key, BrokerException hidden) implements ClientEvent {}

    /** A token could not be had. */
    record Failed(TokenKey key, BrokerException failure) implements ClientEvent {}

    /** A token was reported as rejected by an API for the first time in a minute. */
    record Rejected(TokenKey key, Fingerprint token) implements ClientEvent {}

    /** An invalidation was asked for; {@code removed} tells whether there was something. */
    record Invalidated(TokenKey key, boolean removed) implements ClientEvent {}

    /** A call to Redis failed and was survived. */
    record RedisFault(String operation, String reason) implements ClientEvent {}

    /** A shared value could not be read, or is over, and counts as absent. */
    record UnreadableEntry(TokenKey key, String reason) implements ClientEvent {}

    /** Redis went away, or is back. */
    record RedisChanged(boolean usable, String reason) implements ClientEvent {}

    /** Changes in Redis are told to this process from now on; or they are not, and every call looks there. */
    record WatchChanged(boolean live, String reason) implements ClientEvent {}
}
