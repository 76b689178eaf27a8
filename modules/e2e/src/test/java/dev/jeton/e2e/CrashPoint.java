package dev.jeton.e2e;

import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Grants;
import dev.jeton.simulator.Ledger;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import java.util.function.BooleanSupplier;

/** Where in a refresh a process dies; with the numbers of the catalogue of faults. */
enum CrashPoint {
    /** 1. */
    BEFORE_THE_CLAIM("CLAIMING"),
    /** 2. */
    CLAIMED("CLAIMED"),
    /** 3: the request is under way and the provider has done nothing yet. */
    DURING_THE_SEND("SENDING"),
    /** 4: the provider has rotated, and its answer is under way. */
    PROVIDER_COMMITTED("SENDING"),
    /** 5: the answer is read and written nowhere. */
    ANSWERED("ANSWERED"),
    /** Between 5 and 6, where the store is across the network: the answer is in the journal. */
    JOURNALED("JOURNALED"),
    /** 6. */
    COMMITTED("COMMITTED"),
    /** 7. */
    PUBLISHED(Holds.PUBLISHED);

    private final String step;

    CrashPoint(String step) {
        this.step = step;
    }

    /**
     * Has the next refresh of {@code tenant} at {@code broker} stand still here.
     *
     * @return whether it has come here
     */
    BooleanSupplier arrange(Simulator simulator, Holds holds, Broker broker, String tenant) {
        return switch (this) {
            case DURING_THE_SEND -> {
                Ledger ledger = simulator.ledger();
                int before = ledger.count(Service.QONTAK, tenant);
                simulator.faults().setForNext(1, Service.QONTAK, tenant, new Fault.Hang());
                yield () -> ledger.count(Service.QONTAK, tenant) > before;
            }
            case PROVIDER_COMMITTED -> {
                Grants grants = simulator.qontak().grants();
                int before = grants.lostAnswers(tenant).size();
                simulator.faults().setForNext(1, Service.QONTAK, tenant, new Fault.LostAnswer(Fault.Loss.HUNG));
                yield () -> grants.lostAnswers(tenant).size() > before;
            }
            default -> holds.hold(broker, tenant, step);
        };
    }

    /**
     * Whether nobody has the answer any more: the provider has rotated, and what it said is lost with the process. Then the
     * refresh token is spent once more, and a strict provider cuts the tenant off.
     *
     * @param takenOver by a process that cannot read the journal of the dead one
     */
    boolean losesTheAnswer(boolean takenOver) {
        return switch (this) {
            case PROVIDER_COMMITTED, ANSWERED -> true;
            case JOURNALED -> takenOver;
            default -> false;
        };
    }
}
