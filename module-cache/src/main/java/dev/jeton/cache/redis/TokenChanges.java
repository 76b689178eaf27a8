package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.jeton.api.port.ChangeWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Changes of tokens and locks, from the names of their keys. Names that nobody's token or lock has are ignored. */
final class TokenChanges implements ChangeWatch, KeyListener {

    private final RedisWatch watch;
    private final TokenNames names;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    private TokenChanges(RedisWatch watch, TokenNames names) {
        this.watch = watch;
        this.names = names;
    }

    /** Those of {@code names} that {@code watch} will tell, which has not begun yet. */
    static TokenChanges heardBy(RedisWatch watch, TokenNames names) {
        TokenChanges changes = new TokenChanges(watch, names);
        names.watched().forEach(prefix -> watch.tell(changes, prefix));
        return changes;
    }

    @Override
    public boolean isLive() {
        return watch.isLive();
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(Listener.contained(listener));
    }

    @Override
    public void changed(byte[] key) {
        // A character a byte: no two names become one, and what is beyond ASCII is in nobody's name.
        names.owner(new String(key, ISO_8859_1)).ifPresent(owner -> listeners.forEach(each -> each.changed(owner)));
    }

    @Override
    public void missed() {
        listeners.forEach(Listener::missed);
    }

    @Override
    public String toString() {
        return "TokenChanges[" + watch + "]";
    }
}
