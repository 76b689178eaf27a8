package dev.jeton.client;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The broker gave no token, and why. The message holds no token, no secret and nothing that a server wrote but the code; what
 * the broker says for people is {@link #detail()}. Shared by everyone who waited for the same call, so without a stack trace;
 * a cause keeps its own.
 */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Nobody could be connected to, or the connection broke. */
    public static final String UNREACHABLE = "BROKER_UNREACHABLE";

    /** The answer was not there, whole, before the client's timeout. */
    public static final String TIMEOUT = "BROKER_TIMEOUT";

    /** The answer makes no sense: HTML, a redirect, nothing, too much, two tokens. Most likely somebody else gave it. */
    public static final String NONSENSE = "BROKER_ANSWER";

    /** The broker gave the very token that it was told an API had rejected. */
    public static final String REJECTED_AGAIN = "TOKEN_REJECTED_BEFORE";

    /** The calling thread was interrupted while it waited; its flag is set again. */
    public static final String INTERRUPTED = "INTERRUPTED";

    /** The client was closed meanwhile. */
    public static final String CLOSED = "CLIENT_CLOSED";

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int REFUSALS = 400;
    private static final Set<Integer> OF_THE_MOMENT = Set.of(408, 425, TOO_MANY_REQUESTS);

    private final String code;
    private final int status;
    private final transient Said said;

    /**
     * What came with the answer beside its status.
     *
     * @param detail for people; empty where the broker said nothing
     * @param retryAfter null where no pause was asked for
     * @param correlationId under which the broker has it in its log, or would have
     */
    public record Said(String detail, @Nullable Duration retryAfter, String correlationId) {

        /** Nothing but the id that the request was sent with. */
        public static Said nothing(String correlationId) {
            return new Said("", null, correlationId);
        }
    }

    private BrokerException(String message, String code, int status, Said said, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.code = code;
        this.status = status;
        this.said = said;
    }

    /** The broker answered with a problem. */
    public static BrokerException refused(String code, int status, Said said) {
        return new BrokerException("the broker answers " + status + " " + code, code, status, said, null);
    }

    /** There is no answer, or none that can be used; {@code status} 0 = none at all. */
    public static BrokerException failed(String code, int status, String sentence, Said said) {
        return new BrokerException(sentence, code, status, said, null);
    }

    /** What went wrong: a code of the broker's problem document, one of the constants here, or {@code HTTP_nnn}. */
    public String code() {
        return code;
    }

    /** The status of the answer; 0 where there was none. */
    public int status() {
        return status;
    }

    /** How long waiting helps, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(said.retryAfter());
    }

    /** Under which the broker has the request in its log, if it got it. */
    public String correlationId() {
        return said.correlationId();
    }

    /** What the broker says for people, one line; empty where it said nothing. For logs of whoever trusts the broker. */
    public String detail() {
        return said.detail();
    }

    /** Whether the same call may succeed later: 429, 5xx, and where no answer came. */
    public boolean isRepeatable() {
        return status == TOO_MANY_REQUESTS
                || status >= SERVER_ERRORS
                || code.equals(UNREACHABLE)
                || code.equals(TIMEOUT);
    }

    /**
     * Whether it is the broker's definite no, which a token that is still valid must not hide: a 4xx with a problem document that names
     * a code, but for those that are about the moment (408, 425, 429). What a gateway in between says is none.
     */
    public boolean isRefusal() {
        return status >= REFUSALS
                && status < SERVER_ERRORS
                && !OF_THE_MOMENT.contains(status)
                && !code.equals(codeOf(status));
    }

    /** The code of an answer that names none. */
    public static String codeOf(int status) {
        return "HTTP_" + status;
    }
}
