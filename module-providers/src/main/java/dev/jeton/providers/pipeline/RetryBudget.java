package dev.jeton.providers.pipeline;

/**
 * How many retries a provider may be burdened with: a tenth of its calls, plus a few for a quiet provider. Without it a
 * provider at a tenth of its capacity would be sent three times the load and never recover.
 */
final class RetryBudget {

    /** In tenths of a retry: each call earns one, each retry costs ten. */
    private static final int COST = 10;

    private static final int FULL = 200;

    private int tenths = FULL;

    synchronized void called() {
        tenths = Math.min(FULL, tenths + 1);
    }

    /** Whether one more retry may be made; if so, it is paid for. */
    synchronized boolean affordsRetry() {
        if (tenths < COST) {
            return false;
        }
        tenths -= COST;
        return true;
    }
}
