package dev.jeton.simulator;

/** The counters of one service and tenant; guarded by the ledger's lock. */
final class Traffic {

    int count;
    int highest;
    private int underWay;

    void arrived() {
        count++;
        underWay++;
        highest = Math.max(highest, underWay);
    }

    void left() {
        underWay--;
    }

    void restart() {
        count = 0;
        highest = underWay;
    }
}
