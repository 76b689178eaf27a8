package dev.jeton.e2e;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What brokers wrote down of their steps with refresh tokens, the last one before a kill included. */
final class StepLog {

    private static final Pattern STEP =
            Pattern.compile("^(\\S+) \\w+ jeton - grant (\\w+) key=qontak:(\\S+) generation=");
    private static final Pattern DEAD =
            Pattern.compile("^(\\S+) \\w+ jeton - connection is (dead), .* key=qontak:(\\S+) ");

    private static final Duration BEFORE = Duration.ofSeconds(1);

    private final Map<String, List<Step>> byTenant;

    /**
     * One step.
     *
     * @param line of its process's output
     * @param name as the product calls it, or {@code dead}
     */
    record Step(Instant at, Life life, int line, String name, String tenant) {
        boolean is(String other) {
            return name.equals(other);
        }
    }

    private StepLog(Map<String, List<Step>> byTenant) {
        this.byTenant = byTenant;
    }

    static StepLog of(List<Life> lives) {
        List<Step> all = new ArrayList<>();
        lives.forEach(life -> read(life, all));
        // Stable: within one life the order of its lines stays.
        all.sort(Comparator.comparing(Step::at));
        return new StepLog(all.stream().collect(Collectors.groupingBy(Step::tenant)));
    }

    private static void read(Life life, List<Step> all) {
        List<String> lines = life.broker().process().output();
        for (int number = 0; number < lines.size(); number++) {
            Matcher step = STEP.matcher(lines.get(number));
            Matcher dead = DEAD.matcher(lines.get(number));
            if (step.find()) {
                all.add(step(life, number, step));
            } else if (dead.find()) {
                all.add(step(life, number, dead));
            }
        }
    }

    private static Step step(Life life, int number, Matcher line) {
        Instant at = OffsetDateTime.parse(line.group(1)).toInstant();
        return new Step(at, life, number, line.group(2), line.group(3));
    }

    List<Step> steps(String tenant) {
        return byTenant.getOrDefault(tenant, List.of());
    }

    /** What happened to the tenant between two moments, and a little before, for a person to read. */
    String between(String tenant, Instant first, Instant last) {
        return steps(tenant).stream()
                .filter(step ->
                        step.at().isAfter(first.minus(BEFORE)) && !step.at().isAfter(last))
                .map(step -> "\n  " + step.at() + " " + step.life() + " " + step.name())
                .collect(Collectors.joining());
    }

    /** Who sent last before the provider decided at {@code decided}. */
    Optional<Step> sending(String tenant, Instant decided) {
        return steps(tenant).stream()
                .filter(step -> step.is("SENDING"))
                .filter(step -> !step.at().isAfter(decided))
                .reduce((earlier, later) -> later);
    }

    /** The last that its process wrote down about the answer to {@code sending}; itself where nothing. */
    Step fate(Step sending) {
        return ofItsLife(sending)
                .dropWhile(step -> !step.equals(sending))
                .skip(1)
                .takeWhile(step -> !step.is("CLAIMING") && !step.is("SENDING"))
                .filter(step -> !step.is("SEEDED"))
                .reduce(sending, (earlier, later) -> later);
    }

    /** When {@code heir} told the store what was left to it about the tenant. */
    Optional<Instant> told(Life heir, String tenant) {
        return steps(tenant).stream()
                .filter(step -> step.life() == heir)
                .findFirst()
                .filter(step -> step.is("RECOVERED") || step.is("SUPERSEDED"))
                .map(Step::at);
    }

    private Stream<Step> ofItsLife(Step one) {
        return steps(one.tenant).stream().filter(step -> step.life() == one.life());
    }
}
