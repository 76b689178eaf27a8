package dev.jeton.e2e;

import dev.jeton.e2e.Lockouts.Why;
import dev.jeton.simulator.Family;
import dev.jeton.simulator.Grants;
import dev.jeton.simulator.Simulator;
import dev.jeton.simulator.Spend;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Looks at everything that was spent in a storm, when it is over. */
final class Autopsy {

    private final Grants grants;
    private final Simulator simulator;
    private final Fleet fleet;
    private final Lockouts.Patience patience;
    private final Tallies tallies;
    private final Map<Why, Integer> causes = new EnumMap<>(Why.class);
    private long refreshes;

    Autopsy(Simulator simulator, Fleet fleet, Lockouts.Patience patience, Tallies tallies) {
        this.grants = simulator.qontak().grants();
        this.simulator = simulator;
        this.fleet = fleet;
        this.patience = patience;
        this.tallies = tallies;
    }

    void explain(List<String> tenants) {
        Lockouts lockouts = new Lockouts(simulator, StepLog.of(fleet.lives()), fleet, patience);
        lockouts.checkJournals(tenants, tallies.journal());
        tenants.forEach(tenant -> grants.spends(tenant).forEach(spend -> explain(spend, lockouts)));
    }

    private void explain(Spend spend, Lockouts lockouts) {
        refreshes += spend.isServed() ? 1 : 0;
        if (!spend.isDouble()) {
            tallies.spends().check(true, spend::toString);
            return;
        }
        Why why = lockouts.why(spend);
        tallies.spends().check(why.isExplained(), () -> why + " " + lockouts.story(spend));
        if (isTheEnd(spend)) {
            causes.merge(why, 1, Integer::sum);
            tallies.lockouts().check(why.isExplained(), () -> why + " " + spend);
        }
    }

    private boolean isTheEnd(Spend spend) {
        return grants.families(spend.tenant()).stream()
                .filter(family -> family.id() == spend.family())
                .flatMap(family -> family.death().stream())
                .anyMatch(death ->
                        death.cause() == Family.Cause.REUSE && death.at().equals(spend.at()));
    }

    /** Once a person's connection is acknowledged, older ones are spent no more; what was under way may come to its end. */
    void checkNotPutBack(People.Connection connection) {
        List<Spend> older = grants.spends(connection.tenant()).stream()
                .filter(spend -> spend.family() < connection.family())
                .filter(spend -> spend.at().isAfter(connection.acknowledged().plus(patience.lease())))
                .toList();
        tallies.generations().check(older.isEmpty(), () -> connection + " was put back: " + older.getFirst());
    }

    @Override
    public String toString() {
        return refreshes + " refreshes, lockouts " + causes;
    }
}
