package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link GrantStore} keeps. A subclass supplies the store twice, as two processes would have it; all tests may
 * share one server, for each has keys of its own.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class GrantStoreContract extends GrantRacesContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration JUMP = Duration.ofDays(2);

    protected GrantStoreContract() {}

    /** The clock that {@link #store} was given as its process's own; empty where it was given none. */
    protected Optional<ManualTime> processClock() {
        return Optional.empty();
    }

    /** Lets the store's own time pass where it does not do so by itself. */
    protected void letStoreTimePass() {
        // A real server's clock needs no help.
    }

    @Test
    public void whereNothingIsThereNothingIsFound() {
        assertThat(store().find(key)).isEmpty();
        assertThat(store().remove(key, new Revision("1"))).isFalse();
        assertThat(store().remove(key, Revision.NONE)).isFalse();
        assertThat(statuses(store())).isEmpty();
    }

    @Test
    public void everyStateComesBackAsItWasStored() {
        SomeGrants.inEveryState().forEach((what, grant) -> {
            TokenKey each = SomeKeys.fresh();
            Revision revision = inserted(each, grant);
            for (GrantStore handle : List.of(store(), another())) {
                try (StoredGrant stored = found(handle, each)) {
                    SomeGrants.assertSame(what, grant, stored.grant());
                    assertThat(stored.revision())
                            .as("the revision of one " + what)
                            .isEqualTo(revision);
                }
            }
        });
    }

    @Test
    public void everyStateCanFollowEveryOther() {
        Revision current = inserted(key, SomeGrants.refreshed().claimed(SomeGrants.claim()));
        for (var each : SomeGrants.inEveryState().entrySet()) {
            Revision next = store().replace(key, current, each.getValue()).orElseThrow();
            assertThat(next).as("another state has another name").isNotEqualTo(current);
            try (StoredGrant stored = found(another(), key)) {
                SomeGrants.assertSame("nothing of its predecessor, " + each.getKey(), each.getValue(), stored.grant());
            }
            current = next;
        }
    }

    @Test
    public void insertingSucceedsOnce() {
        Grant first = SomeGrants.connected();
        Revision revision = inserted(key, first);

        assertThat(store().replace(key, Revision.NONE, SomeGrants.connected())).isEmpty();
        assertThat(another().replace(key, Revision.NONE, SomeGrants.connected()))
                .isEmpty();
        assertUnchanged(first, revision);
    }

    @Test
    public void nothingIsReplacedThatIsNotThere() {
        assertThat(store().replace(key, new Revision("1"), SomeGrants.connected()))
                .isEmpty();
        assertThat(store().find(key)).isEmpty();
    }

    @Test
    public void aStaleRevisionReplacesNothing() {
        Grant second = SomeGrants.refreshed();
        Revision first = inserted(key, SomeGrants.connected());
        Revision current = another().replace(key, first, second).orElseThrow();

        assertThat(store().replace(key, first, SomeGrants.refreshed())).isEmpty();
        assertThat(another().replace(key, first, SomeGrants.refreshed())).isEmpty();
        assertThat(store().remove(key, first)).isFalse();
        assertUnchanged(second, current);
    }

    @Test
    public void aRevisionThatNobodyMadeReplacesNothing() {
        Grant grant = SomeGrants.connected();
        Revision revision = inserted(key, grant);

        for (String text : List.of("x", "-1", "999999999999999999999", "'", revision.text() + "0", " ")) {
            assertThat(store().replace(key, new Revision(text), SomeGrants.refreshed()))
                    .as("revision %s", text)
                    .isEmpty();
            assertThat(store().remove(key, new Revision(text))).isFalse();
        }
        assertUnchanged(grant, revision);
    }

    private void assertUnchanged(Grant grant, Revision revision) {
        try (StoredGrant stored = found(store(), key)) {
            SomeGrants.assertSame("unchanged", grant, stored.grant());
            assertThat(stored.revision()).isEqualTo(revision);
        }
    }

    @Test
    public void onlyWhatWasReadIsRemoved() {
        Revision first = inserted(key, SomeGrants.connected());
        Revision second = store().replace(key, first, SomeGrants.refreshed()).orElseThrow();

        assertThat(store().remove(key, first)).isFalse();
        assertThat(store().remove(key, Revision.NONE)).isFalse();
        assertThat(another().remove(key, second)).isTrue();
        assertThat(store().find(key)).isEmpty();
        assertThat(store().remove(key, second)).isFalse();
    }

    @Test
    public void aRemovedGrantsRevisionDoesNotFitTheNextOne() {
        Revision old = inserted(key, SomeGrants.connected());
        assertThat(store().remove(key, old)).isTrue();
        Grant next = SomeGrants.connected();
        Revision current = inserted(key, next);

        assertThat(store().replace(key, old, SomeGrants.refreshed())).isEmpty();
        assertThat(store().remove(key, old)).isFalse();
        assertUnchanged(next, current);
    }

    @Test
    public void theSecretsOfOneAreNotThoseOfAnother() {
        Grant mine = SomeGrants.connected();
        Revision unused = inserted(key, mine);
        try (StoredGrant stored = found(store(), key)) {
            SomeGrants.assertSame("as inserted", mine, stored.grant());
        }
        mine.close();

        try (StoredGrant stored = found(store(), key)) {
            assertThat(stored.grant().refreshToken().isBlank())
                    .as("wiped with another")
                    .isFalse();
        }
    }

    @Test
    public void theListShowsWhatIsThereWithoutSecrets() {
        Canaries canaries = new Canaries();
        SomeGrants.inEveryState().forEach((what, grant) -> {
            TokenKey each = SomeKeys.fresh();
            Revision unused = inserted(each, grant);
            assertThat(statuses(another(), each)).as(what).containsExactly(GrantStatus.of(each, grant));
        });
        canaries.assertNoneIn("the list", store().list().toString());
    }

    @Test
    public void theListFollowsEveryChange() {
        Grant claimed = SomeGrants.connected().claimed(SomeGrants.claim());
        Grant dead = SomeGrants.refreshed().dead("invalid_grant");
        Revision first = inserted(key, claimed);
        assertThat(statuses(store())).containsExactly(GrantStatus.of(key, claimed));

        Revision second = another().replace(key, first, dead).orElseThrow();
        assertThat(statuses(store())).containsExactly(GrantStatus.of(key, dead));

        assertThat(another().remove(key, second)).isTrue();
        assertThat(statuses(store())).isEmpty();
    }

    private List<GrantStatus> statuses(GrantStore store) {
        return statuses(store, key);
    }

    private static List<GrantStatus> statuses(GrantStore store, TokenKey of) {
        return store.list().stream().filter(status -> status.key().equals(of)).toList();
    }

    @Test
    public void storeTimePassesAndNeverGoesBack() {
        Revision unused = inserted(key, SomeGrants.connected());
        Instant first = storeTime(store());

        Eventually.isTrue("store time passes", PATIENCE, () -> {
            letStoreTimePass();
            return storeTime(store()).isAfter(first);
        });
        Instant last = first;
        for (int i = 0; i < 100; i++) {
            Instant now = storeTime(i % 2 == 0 ? store() : another());
            assertThat(now).as("store time, whoever asks").isAfterOrEqualTo(last);
            last = now;
        }
    }

    @Test
    public void storeTimeIsNotTheProcesssOwn() {
        Revision unused = inserted(key, SomeGrants.connected());
        for (Duration jump : List.of(JUMP, JUMP.multipliedBy(-2))) {
            Instant before = storeTime(another());
            processClock().ifPresent(clock -> clock.jumpWallClock(jump));
            assertThat(storeTime(store()))
                    .as("store time after the process's clock jumped by %s", jump)
                    .isBetween(before, before.plus(JUMP.dividedBy(2)));
        }
    }

    private Instant storeTime(GrantStore store) {
        try (StoredGrant stored = found(store, key)) {
            return stored.storeTime();
        }
    }
}
