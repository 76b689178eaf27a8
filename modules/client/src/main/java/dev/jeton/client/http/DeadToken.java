package dev.jeton.client.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;

/**
 * How an API says that a token is dead, and not that its owner may not do what was asked: only then another one helps.
 * Some say it by the status, some in the body.
 */
public interface DeadToken {

    /** Status 401 (RFC 6750 section 3.1), whatever is in the body. */
    DeadToken UNAUTHORIZED = status(401);

    /**
     * What Meta's Graph API says: 401, and a 400 with the error code 0 or 190. The codes 10 and 200 to 299 are missing
     * permissions, which no other token has either.
     */
    DeadToken META = UNAUTHORIZED.or(body(400, (headers, beginning) -> GraphErrors.tellOfDeadToken(beginning)));

    /** What status and headers tell. */
    Sign inHead(ResponseInfo head);

    /**
     * Whether the body says so; asked only where the head leaves it open.
     *
     * @param beginning the first 64 KiB of the body at most, and no more than came within five seconds
     */
    boolean inBody(ResponseInfo head, byte[] beginning);

    /** Both this and {@code other}. */
    default DeadToken or(DeadToken other) {
        return new EitherDeadToken(this, other);
    }

    /** Any response with this status. */
    static DeadToken status(int status) {
        return new DeadTokenStatus(status, Sign.CERTAIN, (headers, beginning) -> true);
    }

    /** Responses with this status whose headers or body match; bodies of other responses are not looked at. */
    static DeadToken body(int status, BodyTest test) {
        return new DeadTokenStatus(status, Sign.IN_BODY, test);
    }

    /** What status and headers can tell of a token. */
    enum Sign {
        /** Nothing. */
        NONE,
        /** Dead, if the body says so. */
        IN_BODY,
        /** Dead. */
        CERTAIN
    }

    /** Looks for a dead token in a response. */
    @FunctionalInterface
    interface BodyTest {
        boolean matches(HttpHeaders headers, byte[] beginning);
    }
}
