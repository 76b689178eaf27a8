package dev.jeton.client;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;

/** Where access tokens come from. Safe for use by many threads; every call ends in time. */
public interface TokenSource {

    /** A token of {@code key} that is good as far as anybody here knows. */
    AccessToken getAuthToken(TokenKey key);

    /** A token of {@code key} that is not {@code rejected}, which an API has refused; nobody here is given that one again. */
    AccessToken getAnother(TokenKey key, AccessToken rejected);
}
