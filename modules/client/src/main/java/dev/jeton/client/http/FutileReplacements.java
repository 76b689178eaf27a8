package dev.jeton.client.http;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * New tokens that an API has refused as well. An API that refuses whatever it is shown, because it is set up wrongly or
 * ill, would else have a token exchanged for each request that it gets; with this it has one in {@link #PAUSE} at most.
 */
final class FutileReplacements {

    /** How long a token that was refused when it was new is not replaced. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MAX = 1_000;

    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Refusal, Long> since = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Refusal, Long> eldest) {
            return size() > MAX;
        }
    };

    private record Refusal(Origin api, Fingerprint token) {}

    FutileReplacements(TimeSource time) {
        this.time = time;
    }

    void note(Origin api, AccessToken token) {
        lock.lock();
        try {
            since.put(new Refusal(api, token.fingerprint()), time.nanos());
        } finally {
            lock.unlock();
        }
    }

    boolean isRecent(Origin api, AccessToken token) {
        lock.lock();
        try {
            Long noted = since.get(new Refusal(api, token.fingerprint()));
            return noted != null && time.since(noted).compareTo(PAUSE) < 0;
        } finally {
            lock.unlock();
        }
    }
}
