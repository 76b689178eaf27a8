package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A journal that outlives the processes of a test; it can be full. */
final class MapJournal implements Journal {
    private final Map<Integer, Left> written = new LinkedHashMap<>();
    private int places;
    private boolean full;
    private Runnable meanwhile = () -> {};

    /** Happens once, when the next place is asked for: after the grant was read, and before it is claimed. */
    synchronized void meanwhile(Runnable action) {
        meanwhile = action;
    }

    private synchronized Runnable takeMeanwhile() {
        Runnable action = meanwhile;
        meanwhile = () -> {};
        return action;
    }

    /** From now on there is no room. */
    synchronized void fill() {
        full = true;
    }

    synchronized int size() {
        return written.size();
    }

    @Override
    public Place reserve() {
        takeMeanwhile().run();
        return reserved();
    }

    private synchronized Place reserved() {
        if (full) {
            throw new StoreUnavailable("the journal is full", null);
        }
        return new Slot(places++);
    }

    @Override
    public synchronized List<Left> left() {
        return written.values().stream()
                .map(left -> new Left(left.key(), copy(left.next()), left.place()))
                .toList();
    }

    private synchronized void put(int slot, Left left) {
        written.put(slot, left);
    }

    private synchronized void clear(int slot) {
        written.remove(slot);
    }

    private static Grant copy(Grant grant) {
        return new Grant(
                grant.generation(),
                grant.family(),
                grant.refreshToken().copy(),
                grant.accessOrNull(),
                grant.state(),
                grant.lastErrorOrNull());
    }

    private final class Slot implements Place {
        private final int number;

        Slot(int number) {
            this.number = number;
        }

        @Override
        public boolean write(TokenKey key, Grant next) {
            put(number, new Left(key, copy(next), this));
            return true;
        }

        @Override
        public void clear() {
            MapJournal.this.clear(number);
        }
    }
}
