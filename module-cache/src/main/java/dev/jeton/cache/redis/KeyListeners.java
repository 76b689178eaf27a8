package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who hears of which keys, by the first bytes of their names. */
final class KeyListeners {

    private static final class Registered {

        private final byte[] prefix;
        private final KeyListener listener;

        Registered(String prefix, KeyListener listener) {
            this.prefix = prefix.getBytes(UTF_8);
            this.listener = listener;
        }

        boolean concerns(byte[] key) {
            return startsWith(key, prefix);
        }

        boolean overlaps(Registered other) {
            return startsWith(other.prefix, prefix) || startsWith(prefix, other.prefix);
        }

        @Override
        public String toString() {
            return new String(prefix, UTF_8);
        }
    }

    private final List<Registered> all = new CopyOnWriteArrayList<>();

    /** @throws IllegalArgumentException if a key could begin with two prefixes; the server refuses to track such */
    void add(String prefix, KeyListener listener) {
        Registered added = new Registered(prefix, listener);
        for (Registered other : all) {
            if (other.overlaps(added)) {
                throw new IllegalArgumentException("a key could begin with both " + added + " and " + other);
            }
        }
        all.add(added);
    }

    List<byte[]> prefixes() {
        return all.stream().map(each -> each.prefix).toList();
    }

    void changed(byte[] key) {
        for (Registered each : all) {
            if (each.concerns(key)) {
                contained(each.listener, listener -> listener.changed(key));
            }
        }
    }

    /** Tells every listener once, however many prefixes it has. */
    void missed() {
        all.stream().map(each -> each.listener).distinct().forEach(each -> contained(each, KeyListener::missed));
    }

    private static void contained(KeyListener listener, Consumer<KeyListener> telling) {
        try {
            telling.accept(listener);
        } catch (RuntimeException e) {
            // A broken listener must not end the watch, which others listen to as well.
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    @Override
    public String toString() {
        return "KeyListeners" + all;
    }
}
