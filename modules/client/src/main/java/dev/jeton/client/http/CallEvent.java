package dev.jeton.client.http;

import dev.jeton.api.TokenKey;

/** What became of a request whose token the API has refused. */
public sealed interface CallEvent {

    /** Whose token it was. */
    TokenKey key();

    /** With another token the API did not refuse. */
    record Healed(TokenKey key) implements CallEvent {}

    /** The other token was refused as well, so it is not the token; the caller has the refusal. */
    record RefusedAgain(TokenKey key) implements CallEvent {}

    /**
     * There was no second attempt, and the caller has the refusal: the source knows no other token, the body was there
     * only once, or another token has just been refused too.
     */
    record NotRepeated(TokenKey key) implements CallEvent {}
}
