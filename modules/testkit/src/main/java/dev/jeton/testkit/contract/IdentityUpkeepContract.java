package dev.jeton.testkit.contract;

import static dev.jeton.testkit.contract.SomeRows.NOW;
import static dev.jeton.testkit.contract.SomeRows.life;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRow.Life;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.IdentityStore.Turn;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserRows;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.contract.RowKind.OfUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of {@link IdentityStoreContract} that is about old rows and many rows; adapters extend that one. */
public abstract class IdentityUpkeepContract extends JwtKeysContract {

    /** Before this nothing is alive that other tests need. */
    static final Instant ANCIENT = Instant.parse("2001-01-01T01:01:01.001Z");

    IdentityUpkeepContract() {}

    @Test
    public void theDeadAreRemovedAndTold() {
        RowKind.all().forEach(this::deadRemoved);
    }

    private <R extends IdentityRow> void deadRemoved(RowKind<R> kind) {
        Instant before = ANCIENT.plus(Duration.ofHours(1));
        removeWhatOthersLeft(kind.rows().apply(store()), before.plusSeconds(1));
        R expired = kind.some().apply(user, life(ANCIENT.minusMillis(1)));
        R ended = kind.some().apply(user, new Life(ANCIENT, null, before.minusMillis(1)));
        R expiring = kind.some().apply(user, life(ANCIENT));
        R ending = kind.some().apply(user, new Life(ANCIENT, null, before));
        for (R row : List.of(expired, ended, expiring, ending)) {
            assertThat(kind.rows().apply(store()).insert(row)).isTrue();
        }
        List<R> removed = new ArrayList<>(kind.rows().apply(another()).removeDead(before, 1));
        assertThat(removed).as("%s, no more than asked for", kind).hasSize(1);
        removed.addAll(kind.rows().apply(another()).removeDead(before, 1_000));

        assertThat(removed).as("%s", kind).containsExactlyInAnyOrder(expired, ended);
        assertThat(kind.rows().apply(store()).find(expired.id())).isEmpty();
        assertThat(kind.rows().apply(store()).find(ending.id())).contains(ending);
        assertThat(kind.rows().apply(store()).removeDead(before.plusNanos(1), 1_000))
                .containsExactlyInAnyOrder(expiring, ending);
    }

    private static void removeWhatOthersLeft(IdentityRows<?> rows, Instant before) {
        int removed = 1;
        while (removed > 0) {
            removed = rows.removeDead(before, 1_000).size();
        }
    }

    @Test
    public void aUsedRefreshTokenStaysUntilItHasExpired() {
        RefreshToken first = inserted(OfUsers.REFRESH, new Life(ANCIENT, ANCIENT.plus(Duration.ofDays(30)), null));
        assertThat(store().refreshTokens().turn(first.hash(), SomeRows.successor(), ANCIENT))
                .isInstanceOf(Turn.Turned.class);

        assertThat(store().refreshTokens().removeDead(ANCIENT.plus(Duration.ofDays(29)), 1_000))
                .extracting(RefreshToken::id)
                .doesNotContain(first.id());
        assertThat(store().refreshTokens().turn(first.hash(), SomeRows.successor(), NOW))
                .isInstanceOf(Turn.Reused.class);
        assertThat(store().refreshTokens().removeDead(ANCIENT.plus(Duration.ofDays(31)), 1_000))
                .extracting(RefreshToken::id)
                .contains(first.id());
    }

    @Test
    public void ofMoreThanAThousandTheNewestAreListedAndAllAreMet() {
        List<RowId> ids = new ArrayList<>();
        for (int i = 0; i <= UserRows.MOST_OF_ONE_USER; i++) {
            ids.add(inserted(OfUsers.API, life(NOW.plusMillis(i))).id());
        }
        assertThat(store().apiTokens().ofUser(user).stream().map(ApiToken::id))
                .containsExactlyElementsOf(ids.subList(1, ids.size()).reversed());

        List<RowId> met = new ArrayList<>();
        another().apiTokens().forEach(token -> met.add(token.id()));
        assertThat(met)
                .containsAll(ids)
                .isSortedAccordingTo(Comparator.comparing(RowId::value))
                .doesNotHaveDuplicates();
        assertThat(store().apiTokens().count()).isEqualTo(met.size());
    }

    @Test
    public void whatIsRemovedIsToldOnce() {
        Instant before = ANCIENT.plus(Duration.ofDays(1));
        removeWhatOthersLeft(store().apiTokens(), before);
        Set<RowId> dead = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            ApiToken token = SomeRows.apiToken(user, life(ANCIENT));
            assertThat(store().apiTokens().insert(token)).isTrue();
            dead.add(token.id());
        }
        List<List<ApiToken>> removed = Burst.of(
                        8, PATIENCE, i -> oneOfBoth(i).apiTokens().removeDead(before, 10))
                .orFail();

        assertThat(removed).allSatisfy(some -> assertThat(some).hasSizeLessThanOrEqualTo(10));
        assertThat(removed.stream().flatMap(List::stream).map(IdentityRow::id))
                .containsExactlyInAnyOrderElementsOf(dead);
    }

    final <R extends IdentityRow> R inserted(OfUsers<R> kind, Life life) {
        R row = kind.kind().some().apply(user, life);
        assertThat(kind.rows().apply(store()).insert(row)).isTrue();
        return row;
    }
}
