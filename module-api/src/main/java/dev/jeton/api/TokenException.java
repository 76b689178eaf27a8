package dev.jeton.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which a token can fail to be had; the type carries the policy. What is {@link Unavailable} may be hidden by
 * a token that is still valid; what is {@link Refused} never is.
 *
 * <p>Messages are for callers: they name what is wrong and hold no secret. Failures are shared by everyone who waited for
 * the same exchange, so they carry no stack trace of their own; a cause keeps its.
 */
public abstract sealed class TokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TokenException(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }

    /** The message, never null. */
    public String detail() {
        String message = getMessage();
        return message == null ? getClass().getSimpleName() : message;
    }

    /** A definite no: repeating the request as it is changes nothing. */
    public abstract static sealed class Refused extends TokenException {
        private static final long serialVersionUID = 1L;

        private Refused(String message) {
            super(message, null);
        }
    }

    /** Not now: repeating the request later may help. */
    public abstract static sealed class Unavailable extends TokenException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Duration retryAfter;

        private Unavailable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        /** How long waiting helps, where that is known. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        /** Whether the same call may succeed a moment later. */
        public boolean mayPass() {
            return true;
        }
    }

    /** The request itself is wrong; the message begins with the member that is. */
    public static final class InvalidRequest extends Refused {
        private static final long serialVersionUID = 1L;

        public InvalidRequest(String message) {
            super(message);
        }
    }

    /** The source of credentials does not know the tenant. */
    public static final class TenantNotFound extends Refused {
        private static final long serialVersionUID = 1L;

        public TenantNotFound(String message) {
            super(message);
        }
    }

    /** The tenant has no complete credentials for this provider. */
    public static final class CredentialsNotFound extends Refused {
        private static final long serialVersionUID = 1L;

        public CredentialsNotFound(String message) {
            super(message);
        }
    }

    /** The provider refused the tenant's credentials (RFC 6749 section 5.2, {@code invalid_client} and its kin). */
    public static final class CredentialsRejected extends Refused {
        private static final long serialVersionUID = 1L;

        public CredentialsRejected(String message) {
            super(message);
        }
    }

    /** The refresh token is dead; a person must connect the tenant again. */
    public static final class ReauthorizationRequired extends Refused {
        private static final long serialVersionUID = 1L;

        public ReauthorizationRequired(String message) {
            super(message);
        }
    }

    /** The provider, or our own quota, asks for a pause. */
    public static final class RateLimited extends Unavailable {
        private static final long serialVersionUID = 1L;

        public RateLimited(String message, Duration retryAfter) {
            super(message, null, retryAfter);
        }
    }

    /** The provider answered nonsense, or failed, after the retries. */
    public static final class UpstreamFailed extends Unavailable {
        private static final long serialVersionUID = 1L;

        private final boolean passing;

        private UpstreamFailed(
                String message, @Nullable Throwable cause, @Nullable Duration retryAfter, boolean passing) {
            super(message, cause, retryAfter);
            this.passing = passing;
        }

        /** A failure that may pass: a server error, a broken connection. */
        public static UpstreamFailed passing(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            return new UpstreamFailed(message, cause, retryAfter, true);
        }

        /** An answer that makes no sense and would be the same a moment later. */
        public static UpstreamFailed nonsense(String message, @Nullable Throwable cause) {
            return new UpstreamFailed(message, cause, null, false);
        }

        @Override
        public boolean mayPass() {
            return passing;
        }
    }

    /** The provider did not answer in time. */
    public static final class UpstreamTimeout extends Unavailable {
        private static final long serialVersionUID = 1L;

        public UpstreamTimeout(String message) {
            super(message, null, null);
        }
    }

    /** Another process held the lock until this caller's deadline. */
    public static final class LockTimeout extends Unavailable {
        private static final long serialVersionUID = 1L;

        public LockTimeout(String message, Duration retryAfter) {
            super(message, null, retryAfter);
        }
    }

    /** The shared cache cannot be used, and going on without it is not allowed just now. */
    public static final class CacheUnavailable extends Unavailable {
        private static final long serialVersionUID = 1L;

        public CacheUnavailable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause, retryAfter);
        }
    }

    /** The place where credentials or grants are kept cannot be reached. */
    public static final class StoreUnavailable extends Unavailable {
        private static final long serialVersionUID = 1L;

        public StoreUnavailable(String message, @Nullable Throwable cause) {
            super(message, cause, null);
        }
    }

    /** The keys of another issuer cannot be fetched, and those that are known do not tell what its token is worth. */
    public static final class KeySetUnavailable extends Unavailable {
        private static final long serialVersionUID = 1L;

        public KeySetUnavailable(String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
            super(message, cause, retryAfter);
        }
    }

    /** Too many exchanges with one provider are under way. */
    public static final class Overloaded extends Unavailable {
        private static final long serialVersionUID = 1L;

        public Overloaded(String message, Duration retryAfter) {
            super(message, null, retryAfter);
        }
    }
}
