package dev.jeton.e2e;

import dev.jeton.simulator.Family;
import dev.jeton.simulator.Spend;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.List;

/**
 * Judges what became of a tenant's connection after a crash: I1 it lives, unless nobody has the answer any more; I2 its
 * refresh token was spent twice in that case alone, and then not a third time; I3 its generation has grown.
 */
record Verdict(Rotating rotating, Invariants tally, String tenant, int doublesBefore) {

    private static final int ASKED_AGAIN = 3;

    static Verdict on(Rotating rotating, Invariants tally, String tenant) {
        return new Verdict(rotating, tally, tenant, rotating.provider().doubleSpends(tenant));
    }

    /** Asks {@code broker}, which came after the crash at {@code point}. */
    void after(CrashPoint point, boolean takenOver, Broker broker) {
        HttpAnswer answer = rotating.settled(broker, tenant);
        boolean excused = point.losesTheAnswer(takenOver);
        tally.check("I1", lives(answer) || excused, what("locked out with " + answer.status()));
        tally.check("I2", doubles() == (excused ? 1 : 0), what(doubles() + " double spends"));
        if (answer.status() == 200) {
            goesOn(broker);
        } else {
            standsStill(broker, answer);
        }
    }

    private boolean lives(HttpAnswer answer) {
        return answer.status() == 200 && rotating.family(tenant).isAlive();
    }

    private int doubles() {
        return rotating.provider().doubleSpends(tenant) - doublesBefore;
    }

    /** What is stored is what the provider accepts next. */
    private void goesOn(Broker broker) {
        long before = rotating.generation(broker, tenant);
        int status = rotating.refreshed(broker, tenant).status();
        long after = rotating.generation(broker, tenant);
        tally.check("I1", status == 200, what("the next refresh ended with " + status));
        tally.check("I2", doubles() == 0, what(doubles() + " double spends with the next refresh"));
        tally.check("I3", after == before + 1, what("generation " + after + " after " + before));
        tally.check("I3", spendsRise(), what("spends " + rotating.provider().spends(tenant)));
    }

    /** A lockout is told as one, and nobody tries the dead token again. */
    private void standsStill(Broker broker, HttpAnswer answer) {
        Answers.problem(answer, 409, "REAUTHORIZATION_REQUIRED");
        int spends = rotating.provider().count(tenant);
        for (int i = 0; i < ASKED_AGAIN; i++) {
            Answers.problem(rotating.ask(broker, tenant), 409, "REAUTHORIZATION_REQUIRED");
            Answers.problem(rotating.force(broker, tenant), 409, "REAUTHORIZATION_REQUIRED");
        }
        int now = rotating.provider().count(tenant);
        tally.check("I2", now == spends, what(now - spends + " spends of a dead refresh token"));
    }

    /** As the provider saw it: whatever was presented of one connection was newer than all before. */
    private boolean spendsRise() {
        Family newest = rotating.family(tenant);
        List<Integer> generations = rotating.provider().spends(tenant).stream()
                .filter(spend -> spend.family() == newest.id())
                .map(Spend::generation)
                .toList();
        return generations.equals(generations.stream().sorted().distinct().toList());
    }

    private String what(String found) {
        return tenant + ": " + found;
    }
}
