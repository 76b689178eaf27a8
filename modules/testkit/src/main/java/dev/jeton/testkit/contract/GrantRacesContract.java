package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.concurrent.Burst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The half of {@link GrantStoreContract} in which many keys, threads or processes meet; adapters extend that one. */
public abstract class GrantRacesContract {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;

    /** What a test is about; nobody else's. */
    final TokenKey key = SomeKeys.fresh();

    GrantRacesContract() {}

    /** The store under test; the same one for the length of a test. */
    protected abstract GrantStore store();

    /** The same store as another process has it: opened on its own, and the same one for the length of a test. */
    protected abstract GrantStore another();

    @Test
    public void ofManyInsertersAtOnceOneWins() {
        for (int round = 0; round < ROUNDS; round++) {
            TokenKey contested = SomeKeys.fresh();
            assertOneWins(contested, Revision.NONE);
        }
    }

    @Test
    public void ofManyReplacersAtOnceOneWins() {
        Revision current = inserted(key, SomeGrants.connected());
        for (int round = 0; round < ROUNDS; round++) {
            current = assertOneWins(key, current);
        }
    }

    /** One of the threads replaces, the others are told that they did not, and what is stored is the winner's. */
    private Revision assertOneWins(TokenKey contested, Revision expected) {
        List<Grant> grants = IntStream.range(0, THREADS)
                .mapToObj(i -> SomeGrants.connected())
                .toList();
        List<Optional<Revision>> answers = Burst.of(
                        THREADS, PATIENCE, i -> oneOfBoth(i).replace(contested, expected, grants.get(i)))
                .orFail();

        List<Integer> winners = IntStream.range(0, THREADS)
                .filter(i -> answers.get(i).isPresent())
                .boxed()
                .toList();
        assertThat(winners).as("who was told to have won").hasSize(1);
        int winner = winners.get(0);
        try (StoredGrant stored = found(another(), contested)) {
            SomeGrants.assertSame("the winner's", grants.get(winner), stored.grant());
            assertThat(answers.get(winner)).contains(stored.revision());
            return stored.revision();
        }
    }

    @Test
    public void eitherARemovalOrAReplacementWins() {
        for (int round = 0; round < ROUNDS; round++) {
            TokenKey contested = SomeKeys.fresh();
            Revision first = inserted(contested, SomeGrants.connected());

            List<Boolean> won = Burst.of(
                            2,
                            i -> i == 0
                                    ? store().remove(contested, first)
                                    : another()
                                            .replace(contested, first, SomeGrants.refreshed())
                                            .isPresent())
                    .orFail();

            assertThat(won).as("the removal and the replacement").containsExactlyInAnyOrder(true, false);
            assertThat(store().find(contested).isEmpty()).isEqualTo(won.get(0));
        }
    }

    @Test
    public void generationsOnlyGrowAndNoneIsLost() {
        Revision unused = inserted(key, SomeGrants.connected());

        List<List<Long>> written =
                Burst.of(THREADS, PATIENCE, this::rotateAFewTimes).orFail();

        long last = 1 + (long) THREADS * ROUNDS;
        assertThat(written.stream().flatMap(List::stream).sorted())
                .as("I3 every generation has one writer")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(2, last).boxed().toList());
        try (StoredGrant stored = found(store(), key)) {
            assertThat(stored.grant().generation()).isEqualTo(last);
        }
    }

    private List<Long> rotateAFewTimes(int thread) {
        GrantStore store = oneOfBoth(thread);
        List<Long> written = new ArrayList<>();
        long seen = 0;
        while (written.size() < ROUNDS) {
            try (StoredGrant stored = found(store, key);
                    Grant next = SomeGrants.next(stored.grant())) {
                assertThat(stored.grant().generation())
                        .as("I3 generations only grow")
                        .isGreaterThanOrEqualTo(seen);
                seen = stored.grant().generation();
                if (store.replace(key, stored.revision(), next).isPresent()) {
                    written.add(next.generation());
                }
            }
        }
        return written;
    }

    @Test
    public void keysThatLookAlikeAreIndependent() {
        Map<TokenKey, Grant> grants = new LinkedHashMap<>();
        SomeKeys.alikeAndFresh().forEach(alike -> grants.put(alike, SomeGrants.connected()));
        grants.forEach((alike, grant) -> inserted(alike, grant));

        grants.forEach((alike, grant) -> {
            try (StoredGrant stored = found(another(), alike)) {
                SomeGrants.assertSame("I4 the one of " + alike, grant, stored.grant());
            }
        });
        assertThat(store().list().stream()
                        .map(status -> status.key())
                        .filter(grants::containsKey)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(grants.keySet());
    }

    @Test
    public void removingOneLeavesThoseThatLookAlike() {
        Map<TokenKey, Revision> left = new LinkedHashMap<>();
        SomeKeys.alikeAndFresh().forEach(alike -> left.put(alike, inserted(alike, SomeGrants.connected())));

        Map.copyOf(left).forEach((each, revision) -> {
            left.remove(each);
            assertThat(store().remove(each, revision)).as("%s is removed", each).isTrue();
            assertThat(another().find(each)).as("%s is gone", each).isEmpty();
            left.keySet().forEach(other -> found(store(), other).close());
        });
    }

    private GrantStore oneOfBoth(int index) {
        return index % 2 == 0 ? store() : another();
    }

    /** The revision of {@code grant} now that it is stored. */
    final Revision inserted(TokenKey where, Grant grant) {
        Optional<Revision> revision = store().replace(where, Revision.NONE, grant);
        assertThat(revision).as("%s was free", where).isPresent();
        return revision.orElseThrow();
    }

    /** What {@code store} holds; the caller closes it. */
    static StoredGrant found(GrantStore store, TokenKey where) {
        Optional<StoredGrant> stored = store.find(where);
        assertThat(stored).as("a grant of %s", where).isPresent();
        return stored.orElseThrow();
    }
}
