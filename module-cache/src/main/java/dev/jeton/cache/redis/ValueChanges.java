package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.cache.values.ValueWatch;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Changes of values, from the names of their keys. Names that no value has are ignored. */
final class ValueChanges implements ValueWatch, KeyListener {

    private final RedisWatch watch;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private ValueChanges(RedisWatch watch) {
        this.watch = watch;
    }

    /** Those in {@code spaces} that {@code watch} will tell, which has not begun yet. */
    static ValueChanges heardBy(RedisWatch watch, Collection<CacheSpace> spaces) {
        ValueChanges changes = new ValueChanges(watch);
        spaces.forEach(space -> watch.tell(changes, space.prefix()));
        return changes;
    }

    @Override
    public boolean isLive() {
        return watch.isLive();
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void changed(byte[] key) {
        // A character a byte: no two names become one, and what is beyond ASCII is in nobody's name.
        CacheKey.named(new String(key, ISO_8859_1)).ifPresent(name -> listeners.forEach(each -> each.changed(name)));
    }

    @Override
    public void missed() {
        listeners.forEach(Listener::missed);
    }

    @Override
    public String toString() {
        return "ValueChanges[" + watch + "]";
    }
}
