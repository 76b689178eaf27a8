package dev.jeton.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts how often each invariant was looked at and found broken, says so in the end, and fails if one was. */
final class Invariants implements AfterAllCallback {

    private final String title;
    private final Map<String, List<String>> violations = new LinkedHashMap<>();
    private final Map<String, Integer> checks = new LinkedHashMap<>();

    Invariants(String title) {
        this.title = title;
    }

    /** @param what was looked at, and what was found there */
    synchronized void check(String invariant, boolean holds, String what) {
        checks.merge(invariant, 1, Integer::sum);
        if (!holds) {
            violations.computeIfAbsent(invariant, first -> new ArrayList<>()).add(what);
        }
    }

    private String line(String invariant) {
        return "%s: %s %d checked, %d violated"
                .formatted(
                        title,
                        invariant,
                        checks.getOrDefault(invariant, 0),
                        violations.getOrDefault(invariant, List.of()).size());
    }

    @Override
    public synchronized void afterAll(ExtensionContext context) {
        checks.keySet().forEach(invariant -> System.out.println(line(invariant)));
        violations.forEach((invariant, found) -> System.out.println(invariant + " " + String.join("\n  ", found)));
        assertThat(checks).as(title + " has looked at something").isNotEmpty();
        assertThat(violations).as(title).isEmpty();
    }
}
