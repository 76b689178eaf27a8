package dev.jeton.e2e;

import dev.jeton.e2e.StepLog.Step;
import dev.jeton.simulator.Call;
import dev.jeton.simulator.Grants;
import dev.jeton.simulator.Ledger;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.simulator.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a refresh token was presented again. The provider's ledger has the truth about what was spent; the brokers' own logs,
 * joined with it by time, tell who did it, and how far a killed process had come.
 */
final class Lockouts {

    /** Clocks are the same here; logs are cut to milliseconds, and a process may be put aside between two lines. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final Grants grants;
    private final Ledger ledger;
    private final StepLog log;
    private final Fleet fleet;
    private final Patience patience;

    /** What the brokers were told. */
    record Patience(Duration lease, Duration takeover, Duration exchange) {}

    /** What made a repetition unavoidable. */
    enum Why {
        /** The process was killed after it sent and before it had the answer. */
        KILLED_IN_FLIGHT,
        /** The process was killed with the answer in its hand. */
        KILLED_BEFORE_JOURNAL,
        /** The answer was in the journal, and its process was away for longer than anybody was told to wait. */
        AWAY_TOO_LONG,
        /** The provider's answer was thrown away on its way. */
        ANSWER_LOST,
        /** The answer did not come in time. */
        TIMED_OUT,
        /** Nobody waited as long as they should have. */
        TOO_EARLY,
        /** We have no excuse. */
        UNEXPLAINED;

        boolean isExplained() {
            return this != TOO_EARLY && this != UNEXPLAINED;
        }
    }

    Lockouts(Simulator simulator, StepLog log, Fleet fleet, Patience patience) {
        this.grants = simulator.qontak().grants();
        this.ledger = simulator.ledger();
        this.log = log;
        this.fleet = fleet;
        this.patience = patience;
    }

    /** Why what {@code again} presents had to be presented again. */
    Why why(Spend again) {
        Optional<Spend> before = before(again);
        Optional<Step> first = before.flatMap(spend -> log.sending(spend.tenant(), spend.at()));
        Optional<Step> second = log.sending(again.tenant(), again.at());
        if (first.isEmpty() || second.isEmpty() || first.get().equals(second.get())) {
            return Why.UNEXPLAINED;
        }
        return waited(first.get(), second.get())
                ? fate(before.get(), first.get(), second.get().at())
                : Why.TOO_EARLY;
    }

    /** What led to it, for a person to read. */
    String story(Spend again) {
        Instant first = before(again).map(Spend::at).orElse(again.at());
        return again + log.between(again.tenant(), first, again.at()) + "\n  killed: "
                + fleet.lives().stream()
                        .flatMap(life -> life.killed().stream()
                                .filter(at -> at.isAfter(first.minusSeconds(1)) && at.isBefore(again.at()))
                                .map(at -> life + " " + at))
                        .toList()
                + "\n  first spent: " + first;
    }

    private Optional<Spend> before(Spend again) {
        return grants.spends(again.tenant()).stream()
                .takeWhile(spend -> !spend.equals(again))
                .filter(spend -> spend.family() == again.family() && spend.generation() == again.generation())
                .reduce((earlier, later) -> later);
    }

    /**
     * The heir of a killed process knows that nobody holds an answer; all others have to be patient. The lease began before
     * the grant was read, and what is sent can be answered within it: so the claim ends no sooner than an exchange after the
     * send, however long it took to get there.
     */
    private boolean waited(Step first, Step second) {
        boolean isHeir = second.life() != first.life()
                && second.life().home() == first.life().home();
        Instant earliest =
                first.at().plus(patience.exchange).plus(patience.takeover).minus(SLACK);
        return isHeir || !second.at().isBefore(earliest);
    }

    private Why fate(Spend spent, Step sending, Instant again) {
        Step last = log.fate(sending);
        boolean killed = killedAbout(sending.life(), spent.at());
        return switch (last.name()) {
            case "SENDING" -> killed ? Why.KILLED_IN_FLIGHT : Why.UNEXPLAINED;
            case "ANSWERED" -> killed ? Why.KILLED_BEFORE_JOURNAL : Why.UNEXPLAINED;
            case "JOURNALED", "COMMIT_PENDING" -> wasBack(sending, again) ? Why.UNEXPLAINED : Why.AWAY_TOO_LONG;
            case "ANSWER_LOST" -> lost(spent, sending, last);
            default -> Why.UNEXPLAINED;
        };
    }

    private boolean killedAbout(Life life, Instant spent) {
        return life.killed()
                .filter(killed -> Duration.between(spent, killed).abs().compareTo(patience.exchange) < 0)
                .isPresent();
    }

    private boolean wasBack(Step sending, Instant again) {
        return sending.life().isAlive()
                || fleet.heir(sending.life())
                        .filter(heir -> !log.told(heir, sending.tenant())
                                .orElse(heir.listening())
                                .isAfter(again))
                        .isPresent();
    }

    private Why lost(Spend spent, Step sending, Step last) {
        if (grants.lostAnswers(spent.tenant()).contains(spent) || wasThrownAway(spent)) {
            return Why.ANSWER_LOST;
        }
        Duration waited = Duration.between(sending.at(), last.at());
        return waited.compareTo(patience.exchange.minus(SLACK)) < 0 ? Why.UNEXPLAINED : Why.TIMED_OUT;
    }

    /** Refusals get lost too; only the ledger of calls knows of these. */
    private boolean wasThrownAway(Spend spent) {
        return ledger.calls(Service.QONTAK, spent.tenant()).stream()
                .filter(call -> call.outcome() == Call.Outcome.LOST || call.outcome() == Call.Outcome.BROKEN)
                .filter(call -> !call.start().isAfter(spent.at()))
                .anyMatch(call ->
                        call.end().filter(end -> !end.isBefore(spent.at())).isPresent());
    }

    /** Looks whether what killed processes left in their journals was told by their heirs before anything else. */
    void checkJournals(List<String> tenants, Tally tally) {
        for (Life life : fleet.lives()) {
            fleet.heir(life).ifPresent(heir -> tenants.forEach(tenant -> checkJournal(life, heir, tenant, tally)));
        }
    }

    private void checkJournal(Life life, Life heir, String tenant, Tally tally) {
        log.steps(tenant).stream()
                .filter(step -> step.life() == life)
                .reduce((earlier, later) -> later)
                .filter(step -> step.is("JOURNALED") || step.is("COMMIT_PENDING"))
                .ifPresent(left -> tally.check(
                        log.told(heir, tenant).isPresent(), () -> tenant + " " + left + ", and nothing by " + heir));
    }
}
