package dev.jeton.cache.redis;

import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.StoreUnavailable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells every failure of Redis as what it is where grants are kept: the store cannot be used. Never is it "none". */
final class GrantFaults {

    /** The server's words for not doing what it was asked, and what they mean to an operator. */
    private enum Refusal {
        READONLY("it is a replica, or has become one"),
        OOM("its memory is full"),
        MISCONF("it cannot write to its disk"),
        NOREPLICAS("too few of its replicas are connected"),
        NOAUTH("it demands a password"),
        WRONGPASS("it does not accept the password"),
        NOPERM("its user may not do that"),
        LOADING("it is still reading its data from disk"),
        MASTERDOWN("it is a replica without its primary"),
        CLUSTERDOWN("its cluster is down"),
        BUSY("somebody's script keeps it busy");

        private final String meaning;

        Refusal(String meaning) {
            this.meaning = meaning;
        }

        /** Not only at its beginning: what a script's write is refused with has the script's name in front. */
        boolean isIn(String message) {
            return message.contains(name() + " ");
        }

        @Override
        public String toString() {
            return meaning + " (" + name() + ")";
        }
    }

    private GrantFaults() {}

    /** The answer of {@code call}, or its failure as the store's. */
    static <T> T told(Supplier<T> call) {
        try {
            return call.get();
        } catch (CacheUnavailable e) {
            throw new StoreUnavailable("grants in Redis cannot be used: " + reason(e), e);
        } catch (RedisDriver.WrongType e) {
            throw new StoreUnavailable("a grant's key in Redis holds another type than a string", e);
        }
    }

    private static String reason(CacheUnavailable failure) {
        @Nullable Throwable cause = failure.getCause();
        String message = cause == null ? "" : String.valueOf(cause.getMessage());
        return Stream.of(Refusal.values())
                .filter(refusal -> refusal.isIn(message))
                .findFirst()
                .map(Refusal::toString)
                .orElseGet(failure::detail);
    }
}
