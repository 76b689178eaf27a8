package dev.jeton.cache.redis;

import dev.jeton.api.time.TimeSource;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Hears from one sentinel when the master is replaced, milliseconds after it was. What is heard is a reason to ask all of them and no
 * more. A connection on which nothing comes for half a minute may be deaf, and is made anew.
 */
final class SentinelNews implements AutoCloseable {

    private static final String REPLACED = "+switch-master";

    private final HostAndPort sentinel;
    private final String masterName;
    private final JedisConfigs configs;
    private final Runnable replaced;
    private final RetryPauses pauses =
            new RetryPauses(() -> ThreadLocalRandom.current().nextDouble());
    private final TimeSource time = TimeSource.system();
    private final Thread thread = Thread.ofVirtual().name("jeton-sentinel-news").unstarted(this::hear);
    private OptionalLong began = OptionalLong.empty();
    private volatile boolean closed;

    private SentinelNews(HostAndPort sentinel, String masterName, JedisConfigs configs, Runnable replaced) {
        this.sentinel = sentinel;
        this.masterName = masterName;
        this.configs = configs;
        this.replaced = replaced;
    }

    /** @param replaced is run each time */
    static SentinelNews from(HostAndPort sentinel, String masterName, JedisConfigs configs, Runnable replaced) {
        SentinelNews news = new SentinelNews(sentinel, masterName, configs, replaced);
        news.thread.start();
        return news;
    }

    private void hear() {
        try {
            while (!closed) {
                began = OptionalLong.empty();
                boolean refused = hearOnce();
                Duration heard = began.isPresent() ? time.since(began.getAsLong()) : Duration.ZERO;
                time.pause(pauses.after(heard, refused));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** The life of one connection; whether the sentinel lets us in with no login of ours. */
    private boolean hearOnce() {
        for (JedisClientConfig login : configs.sentinelConnections()) {
            try (Jedis jedis = new Jedis(sentinel, login)) {
                jedis.subscribe(new Ear(), REPLACED);
                return false;
            } catch (JedisDataException e) {
                // The next login, if there is one.
            } catch (RuntimeException e) {
                // Not Jedis' own exceptions alone: what is no sentinel may answer anything, and it must not end this
                // for good.
                return false;
            }
        }
        return true;
    }

    private final class Ear extends JedisPubSub {

        @Override
        public void onSubscribe(String channel, int channels) {
            began = OptionalLong.of(time.nanos());
        }

        /** @param message the master's name, where it was and where it is */
        @Override
        public void onMessage(String channel, String message) {
            if (message.startsWith(masterName + " ")) {
                replaced.run();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    @Override
    public String toString() {
        return "SentinelNews[" + sentinel + "]";
    }
}
