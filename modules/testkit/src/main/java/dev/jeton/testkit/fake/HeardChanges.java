package dev.jeton.testkit.fake;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.ChangeWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers everything in the order in which it heard it. */
public final class HeardChanges implements ChangeWatch.Listener {

    /** What was heard once. */
    public sealed interface Heard {
        /** Of one key. */
        record Changed(TokenKey key) implements Heard {}

        /** Of any. */
        record Missed() implements Heard {}
    }

    private final List<Heard> all = new CopyOnWriteArrayList<>();

    public HeardChanges() {}

    @Override
    public void changed(TokenKey key) {
        all.add(new Heard.Changed(key));
    }

    @Override
    public void missed() {
        all.add(new Heard.Missed());
    }

    public List<Heard> all() {
        return List.copyOf(all);
    }

    /** How often a change of {@code key} was heard. */
    public int of(TokenKey key) {
        return count(new Heard.Changed(key));
    }

    /** How often it was heard that something may have gone unheard. */
    public int misses() {
        return count(new Heard.Missed());
    }

    private int count(Heard wanted) {
        return (int) all.stream().filter(wanted::equals).count();
    }

    /** Forgets what was heard so far. */
    public void clear() {
        all.clear();
    }

    @Override
    public String toString() {
        return "HeardChanges" + all;
    }
}
