package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.LATER;
import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserRows;
import dev.jeton.testkit.contract.RowKind.OfUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link IdentityStore} keeps. A subclass supplies the store twice, as two processes would have it; all tests may
 * share one database if nothing else uses it, but not at once.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class IdentityStoreContract extends IdentityUpkeepContract {

    protected IdentityStoreContract() {}

    private static Map<String, Life> lives() {
        return Map.of(
                "living", life(),
                "without end", new Life(NOW, null, null),
                "expired", life(ANCIENT),
                "ended", life().ended(NOW.plusMillis(1)),
                "ended and expired", life(NOW.minus(Duration.ofDays(1))).ended(NOW),
                "without end, and ended", new Life(NOW, null, NOW),
                "over as soon as it began", new Life(NOW, NOW, null),
                "before 1970", life(Instant.parse("1969-01-01T00:00:00.001Z")),
                "finer than a millisecond", life(NOW.plusNanos(999_999)).ended(NOW.plusNanos(1)));
    }

    @Test
    public void everyRowComesBackAsItWasInserted() {
        RowKind.all().forEach(this::comesBack);
    }

    private <R extends IdentityRow> void comesBack(RowKind<R> kind) {
        lives().forEach((what, life) -> {
            R row = kind.some().apply(user, life);
            assertThat(kind.rows().apply(store()).insert(row)).isTrue();
            assertThat(kind.rows().apply(another()).find(row.id()))
                    .as("%s, %s", kind, what)
                    .contains(row);
        });
    }

    @Test
    public void everyTokenIsFoundByItsHashAlone() {
        OfUsers.all().forEach(this::foundByHash);
    }

    private <R extends IdentityRow> void foundByHash(OfUsers<R> kind) {
        R row = kind.kind().some().apply(user, life());
        assertThat(kind.rows().apply(another()).findByHash(kind.hash().apply(row)))
                .isEmpty();
        assertThat(kind.rows().apply(store()).insert(row)).isTrue();
        assertThat(kind.rows().apply(another()).findByHash(kind.hash().apply(row)))
                .as("%s", kind)
                .contains(row);
    }

    @Test
    public void whereNothingIsThereNothingIsFoundOrEnded() {
        RowKind.all().forEach(kind -> {
            assertThat(kind.rows().apply(store()).find(RowId.random())).isEmpty();
            assertThat(kind.rows().apply(store()).end(RowId.random(), NOW)).isEmpty();
        });
        OfUsers.all().forEach(kind -> {
            assertThat(kind.rows().apply(store()).findByHash(SomeRows.hash())).isEmpty();
            assertThat(kind.rows().apply(store()).ofUser(user)).isEmpty();
            assertThat(kind.rows().apply(store()).endAll(user, NOW)).isEmpty();
        });
    }

    @Test
    public void anIdIsTakenOnce() {
        RowKind.all().forEach(this::takenOnce);
    }

    private <R extends IdentityRow> void takenOnce(RowKind<R> kind) {
        R row = kind.some().apply(user, life());
        long before = kind.rows().apply(store()).count();
        assertThat(kind.rows().apply(store()).insert(row)).isTrue();

        assertThat(kind.rows().apply(another()).insert(kind.with().apply(row, new Life(NOW, null, null))))
                .as("another %s with that id", kind)
                .isFalse();

        assertThat(kind.rows().apply(store()).find(row.id())).contains(row);
        assertThat(kind.rows().apply(store()).count()).isEqualTo(before + 1);
    }

    @Test
    public void aHashIsTakenOnce() {
        OfUsers.all().forEach(this::hashTakenOnce);
    }

    private <R extends IdentityRow> void hashTakenOnce(OfUsers<R> kind) {
        R row = kind.kind().some().apply(user, life());
        R same = kind.kind().anew().apply(row);
        assertThat(kind.rows().apply(store()).insert(row)).isTrue();

        assertThat(kind.rows().apply(another()).insert(same))
                .as("another %s with that hash", kind)
                .isFalse();

        assertThat(kind.rows().apply(store()).find(same.id())).isEmpty();
        assertThat(kind.rows().apply(store()).findByHash(kind.hash().apply(row)))
                .contains(row);
    }

    @Test
    public void aLifeEndsOnce() {
        RowKind.all().forEach(this::endsOnce);
    }

    private <R extends IdentityRow> void endsOnce(RowKind<R> kind) {
        R living = kind.some().apply(user, life());
        R expired = kind.some().apply(user, life(ANCIENT));
        assertThat(kind.rows().apply(store()).insert(living)).isTrue();
        assertThat(kind.rows().apply(store()).insert(expired)).isTrue();
        R ended = kind.with().apply(living, living.life().ended(NOW.plusMillis(1)));

        assertThat(kind.rows().apply(store()).end(living.id(), NOW.plusMillis(1).plusNanos(1)))
                .contains(ended);
        assertThat(kind.rows().apply(another()).end(living.id(), LATER)).contains(ended);

        assertThat(kind.rows().apply(another()).find(living.id())).contains(ended);
        assertThat(kind.rows()
                        .apply(store())
                        .end(expired.id(), NOW)
                        .map(row -> row.life().endedAtOrNull()))
                .as("one that has expired may be ended all the same")
                .contains(NOW);
    }

    @Test
    public void theRowsOfAUserAreListedTheNewestFirst() {
        OfUsers.all().forEach(this::listed);
    }

    private <R extends IdentityRow> void listed(OfUsers<R> kind) {
        R elder = inserted(kind, life(NOW.plusMillis(1)));
        R newest = inserted(kind, life(NOW.plusMillis(2)).ended(NOW));
        R eldest = inserted(kind, life(NOW));
        R newer = inserted(kind, new Life(NOW.plusMillis(1), NOW.plusMillis(1), null));
        assertThat(kind.rows().apply(store()).insert(kind.kind().some().apply(SomeRows.user(), life())))
                .isTrue();

        assertThat(kind.rows().apply(another()).ofUser(user))
                .as("%s, of two of one millisecond the later one is the newer one", kind)
                .containsExactly(newest, newer, elder, eldest);
    }

    @Test
    public void allLivingRowsOfAUserEndAtOnce() {
        OfUsers.all().forEach(this::allEnd);
    }

    private <R extends IdentityRow> void allEnd(OfUsers<R> kind) {
        R one = inserted(kind, life());
        R other = inserted(kind, new Life(NOW, null, null));
        R ended = inserted(kind, life().ended(NOW));
        R expired = inserted(kind, life(ANCIENT));
        R foreign = kind.kind().some().apply(SomeRows.user(), life());
        UserRows<R> rows = kind.rows().apply(store());
        assertThat(rows.insert(foreign)).isTrue();
        Instant end = NOW.plusMillis(5);

        assertThat(kind.rows().apply(another()).endAll(user, end))
                .as("%s", kind)
                .containsExactlyInAnyOrder(endedAt(kind, one, end), endedAt(kind, other, end));

        assertThat(rows.ofUser(user))
                .containsExactlyInAnyOrder(endedAt(kind, one, end), endedAt(kind, other, end), ended, expired);
        assertThat(rows.find(foreign.id())).contains(foreign);
        assertThat(rows.endAll(user, end)).isEmpty();
    }

    private static <R extends IdentityRow> R endedAt(OfUsers<R> kind, R row, Instant end) {
        return kind.kind().with().apply(row, row.life().ended(end));
    }

    @Test
    public void namesAndPermissionsAreKeptToTheLetter() {
        for (String name : List.of(
                "'; DROP TABLE api_tokens; --",
                "\u00e4\u6f22 \ud83d\udd11\u200f\u202e\u2028",
                " \\ \" % _ ? $1 ${bytes} {fn now()}",
                "\ud83d\udd11".repeat(50))) {
            ApiToken token = new ApiToken(RowId.random(), user, SomeRows.hash(), name, Permissions.NONE, life());
            assertThat(store().apiTokens().insert(token)).isTrue();
            assertThat(another().apiTokens().find(token.id())).as(name).contains(token);
        }
        Permissions one = new Permissions(Set.of("admin"), Set.of(), Set.of("a", "A", "a*", "a.", "*"));
        ApiToken token = new ApiToken(RowId.random(), user, SomeRows.hash(), "x", one, life());
        assertThat(store().apiTokens().insert(token)).isTrue();
        assertThat(another().apiTokens().find(token.id())).contains(token);
    }
}
