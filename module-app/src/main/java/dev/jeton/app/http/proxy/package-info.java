/** Calls to providers' APIs on behalf of callers, who never see a token: what goes through, and what does not. */
@org.jspecify.annotations.NullMarked
package dev.jeton.app.http.proxy;
