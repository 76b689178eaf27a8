package dev.jeton.client.http;

import org.jspecify.annotations.Nullable;

/** The body of a response: in the hands of the caller's handler, or held back. */
sealed interface Received<T extends @Nullable Object> permits Received.Passed, HeldBody {

    /** The token is good; this is what the caller's handler has made of the body. */
    record Passed<T extends @Nullable Object>(T body) implements Received<T> {}
}
