package dev.jeton.cache;

import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.ChangeWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes, each to a key of its own, and what was heard of them, in one order. A write may go unheard only if the listener
 * was told that it missed something after the write had begun, and before the watch was next live.
 */
final class WatchLedger implements ChangeWatch.Listener, TokenEvents {

    private final AtomicLong moments = new AtomicLong();
    private final Map<Integer, Long> began = new ConcurrentHashMap<>();
    private final Map<Integer, Long> done = new ConcurrentHashMap<>();
    private final Map<Integer, Long> beganNanos = new ConcurrentHashMap<>();
    private final Map<Integer, Long> lagNanos = new ConcurrentHashMap<>();
    private final NavigableSet<Long> misses = new ConcurrentSkipListSet<>();
    private final NavigableSet<Long> found = new ConcurrentSkipListSet<>();

    static String token(int number) {
        return "auth:token:ledger:" + number;
    }

    void begins(int number) {
        beganNanos.put(number, System.nanoTime());
        began.put(number, moments.incrementAndGet());
    }

    void isDone(int number) {
        done.put(number, moments.incrementAndGet());
    }

    @Override
    public void changed(TokenKey key) {
        int number = Integer.parseInt(key.tenant().value());
        lagNanos.putIfAbsent(number, System.nanoTime() - beganNanos.getOrDefault(number, 0L));
    }

    @Override
    public void missed() {
        misses.add(moments.incrementAndGet());
    }

    @Override
    public void on(TokenEvent event) {
        if (event instanceof TokenEvent.WatchChanged changed && changed.live()) {
            found.add(moments.incrementAndGet());
        }
    }

    int timesFound() {
        return found.size();
    }

    boolean heard(int number) {
        return lagNanos.containsKey(number);
    }

    int checked() {
        return done.size();
    }

    long unheard() {
        return done.keySet().stream().filter(number -> !heard(number)).count();
    }

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        done.forEach((number, end) -> {
            if (!heard(number) && !isCovered(began.getOrDefault(number, 0L), end)) {
                violations.add("write " + number + " went unheard in silence");
            }
        });
        return violations;
    }

    private boolean isCovered(long begin, long end) {
        Long liveAgain = found.higher(end);
        Long miss = misses.higher(begin);
        return miss != null && (liveAgain == null || miss < liveAgain);
    }

    private Duration lag(double quantile) {
        List<Long> sorted = lagNanos.values().stream().sorted().toList();
        return Duration.ofNanos(sorted.get((int) (quantile * (sorted.size() - 1))));
    }

    @Override
    public String toString() {
        return "WatchLedger[" + lagNanos.size() + " heard, median " + lag(0.5).toNanos() / 1000 + " us, p99 "
                + lag(0.99).toNanos() / 1000 + " us, " + unheard() + " unheard, " + misses.size() + " misses]";
    }
}
