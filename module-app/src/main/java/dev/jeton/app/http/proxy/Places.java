package dev.jeton.app.http.proxy;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenException.Overloaded;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many calls to one provider may be under way: one that hangs must not take all there is from the others. */
final class Places {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final int each;
    private final Map<ProviderId, Semaphore> byProvider = new ConcurrentHashMap<>();

    Places(int each) {
        this.each = each;
    }

    /**
     * A place, to be given back.
     *
     * @param provider one of those that there are
     * @throws Overloaded if there is none just now
     */
    Runnable take(ProviderId provider) {
        Semaphore places = byProvider.computeIfAbsent(provider, any -> new Semaphore(each));
        if (!places.tryAcquire()) {
            throw new Overloaded("too many calls to the API of " + provider + " are under way", TRY_AGAIN);
        }
        return places::release;
    }
}
