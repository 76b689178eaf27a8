/** API tokens, verification tokens and sessions: made, shown once, found by their hash, used up and revoked. */
package dev.jeton.identity.tokens;
