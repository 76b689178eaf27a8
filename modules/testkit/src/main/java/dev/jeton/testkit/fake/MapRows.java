package dev.jeton.testkit.fake;

import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.RowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows of one kind in a map, in the order in which they came, under one monitor. */
class MapRows<R extends IdentityRow> implements IdentityRows<R> {

    private final Map<RowId, R> rows = new LinkedHashMap<>();
    private final BiFunction<R, Life, R> with;

    MapRows(BiFunction<R, Life, R> with) {
        this.with = with;
    }

    /** Whether these two cannot both be there. */
    boolean clash(R one, R other) {
        return one.id().equals(other.id());
    }

    /** Whether it stays until it has expired, ended or not. */
    boolean staysWhenEnded(R row) {
        return false;
    }

    @Override
    public final synchronized boolean insert(R row) {
        if (rows.values().stream().anyMatch(there -> clash(there, row))) {
            return false;
        }
        rows.put(row.id(), row);
        return true;
    }

    @Override
    public final synchronized Optional<R> find(RowId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public final synchronized Optional<R> end(RowId id, Instant now) {
        Optional<R> ended = find(id).map(row -> with.apply(row, row.life().ended(now)));
        ended.ifPresent(this::put);
        return ended;
    }

    /** Replaces the row of the same id. */
    final synchronized void put(R row) {
        rows.put(row.id(), row);
    }

    /** Ends those of {@code which} that live; tells which. */
    final synchronized List<R> endThose(Predicate<R> which, Instant now) {
        List<R> ended = rows.values().stream()
                .filter(row -> row.life().isLiving(now) && which.test(row))
                .map(row -> with.apply(row, row.life().ended(now)))
                .toList();
        ended.forEach(this::put);
        return ended;
    }

    /** Of those that were made in the same millisecond, the one that came later is the newer one. */
    final synchronized List<R> newestFirst(Predicate<R> which) {
        List<R> found =
                new ArrayList<>(rows.values().stream().filter(which).toList().reversed());
        found.sort(Comparator.comparing((R row) -> row.life().createdAt()).reversed());
        return found;
    }

    @Override
    public final synchronized List<R> removeDead(Instant before, int atMost) {
        List<R> dead = rows.values().stream()
                .filter(row -> isDead(row, before))
                .limit(atMost)
                .toList();
        dead.forEach(row -> rows.remove(row.id()));
        return dead;
    }

    private boolean isDead(R row, Instant before) {
        Life life = row.life();
        return isBefore(life.expiresAtOrNull(), before)
                || (!staysWhenEnded(row) && isBefore(life.endedAtOrNull(), before));
    }

    private static boolean isBefore(@Nullable Instant moment, Instant before) {
        return moment != null && moment.isBefore(before);
    }

    @Override
    public final synchronized long count() {
        return rows.size();
    }

    @Override
    public final void forEach(Consumer<R> visitor) {
        inOrder().forEach(visitor);
    }

    private synchronized List<R> inOrder() {
        return rows.values().stream()
                .sorted(Comparator.comparing(row -> row.id().value()))
                .toList();
    }
}
