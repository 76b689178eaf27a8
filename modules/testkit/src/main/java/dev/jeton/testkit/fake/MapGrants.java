package dev.jeton.testkit.fake;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.time.TimeSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Grants in a map that several processes of a test can share, each through a handle of its own that can be cut off: while it
 * is, every call throws {@link StoreUnavailable}, before or after it did what was asked. It begins working.
 */
public final class MapGrants implements GrantStore {

    private enum Line {
        WORKING,
        CUT,
        ANSWERS_LOST
    }

    private final Table table;
    private final Locality locality;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile Line line = Line.WORKING;

    private MapGrants(Table table, Locality locality) {
        this.table = table;
        this.locality = locality;
    }

    /** An empty one on this machine, with {@code storeTime} as its own clock. */
    public static MapGrants local(TimeSource storeTime) {
        return new MapGrants(new Table(storeTime), Locality.LOCAL);
    }

    /** An empty one across a network. */
    public static MapGrants remote(TimeSource storeTime) {
        return new MapGrants(new Table(storeTime), Locality.REMOTE);
    }

    /** Another process's handle on the same grants, which can be cut off on its own. */
    public MapGrants another() {
        return new MapGrants(table, locality);
    }

    /** From now on nothing that is asked through this handle reaches the store. */
    public void breakDown() {
        line = Line.CUT;
    }

    /** From now on what is asked is done, but the answer never arrives. */
    public void loseAnswers() {
        line = Line.ANSWERS_LOST;
    }

    /** Works again, with what the store holds by now. */
    public void recover() {
        line = Line.WORKING;
    }

    /** How many calls through this handle failed. */
    public int refused() {
        return refused.get();
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        return over(() -> table.find(key));
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        return over(() -> table.replace(key, expected, next));
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        return over(() -> table.remove(key, expected));
    }

    @Override
    public List<GrantStatus> list() {
        return over(table::list);
    }

    @Override
    public Locality locality() {
        return locality;
    }

    private <T> T over(Supplier<T> call) {
        Line at = line;
        if (at != Line.CUT) {
            T answer = call.get();
            if (at == Line.WORKING) {
                return answer;
            }
        }
        refused.incrementAndGet();
        throw new StoreUnavailable("the store of grants is away", null);
    }

    @Override
    public String toString() {
        return "MapGrants[" + locality + ", " + line + "]";
    }

    private record Row(Grant grant, Revision revision) {}

    /** What the handles share, under one monitor. */
    private static final class Table {
        private final TimeSource time;
        private final Map<TokenKey, Row> rows = new HashMap<>();
        private long revisions;

        Table(TimeSource time) {
            this.time = time;
        }

        synchronized Optional<StoredGrant> find(TokenKey key) {
            return Optional.ofNullable(rows.get(key))
                    .map(row -> new StoredGrant(copy(row.grant()), row.revision(), time.now()));
        }

        synchronized Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
            if (!current(key).equals(expected)) {
                return Optional.empty();
            }
            Revision revision = new Revision(Long.toString(++revisions));
            rows.put(key, new Row(copy(next), revision));
            return Optional.of(revision);
        }

        synchronized boolean remove(TokenKey key, Revision expected) {
            return rows.containsKey(key) && current(key).equals(expected) && rows.remove(key) != null;
        }

        synchronized List<GrantStatus> list() {
            return rows.entrySet().stream()
                    .map(row -> GrantStatus.of(row.getKey(), row.getValue().grant()))
                    .toList();
        }

        private Revision current(TokenKey key) {
            Row row = rows.get(key);
            return row == null ? Revision.NONE : row.revision();
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
    }
}
