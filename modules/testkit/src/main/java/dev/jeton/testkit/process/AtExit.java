package dev.jeton.testkit.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be done when this process ends, in the opposite order of its registration: one hook for all of it. */
final class AtExit {

    private static final Deque<Runnable> CHORES = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::runAll, "testkit-at-exit"));
    }

    private AtExit() {}

    static void run(Runnable chore) {
        synchronized (CHORES) {
            CHORES.push(chore);
        }
    }

    /** Done early; it need not be done at the end. */
    static void forget(Runnable chore) {
        synchronized (CHORES) {
            CHORES.remove(chore);
        }
    }

    private static void runAll() {
        synchronized (CHORES) {
            CHORES.forEach(AtExit::runOne);
        }
    }

    private static void runOne(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            System.err.println("left behind: " + e);
        }
    }
}
