package dev.jeton.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Promises that a measurement must keep; a broken one is told at once and ends the whole with a failure at its end. */
public final class Verdicts {

    private final List<String> broken = new ArrayList<>();
    private int checked;

    public void check(boolean kept, String promise) {
        checked++;
        if (!kept) {
            broken.add(promise);
            System.out.println("VIOLATED: " + promise);
        }
    }

    /** @throws IllegalStateException if anything was violated */
    public void orFail() {
        System.out.println(this);
        if (!broken.isEmpty()) {
            throw new IllegalStateException("violated: " + String.join("; ", broken));
        }
    }

    @Override
    public String toString() {
        return checked + " checked, " + broken.size() + " violated";
    }
}
