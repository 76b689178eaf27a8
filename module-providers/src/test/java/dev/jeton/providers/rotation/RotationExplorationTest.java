package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RotationExplorationTest {
    private static final int SCHEDULES = Integer.getInteger("jeton.schedules", 300);
    private static final int UNTIL_FOUND = 6_000;

    @Test
    @DisplayName("C-09 I1 I2 I3 fault 9 in no order of events is a tenant lost by our doing")
    void explored() {
        Map<Long, List<String>> violated = new LinkedHashMap<>();
        int excused = 0;
        long spent = 0;
        for (long seed = 0; seed < SCHEDULES; seed++) {
            ExploredWorld world = new ExploredWorld(PlantedBug.NONE, seed % 3 == 0 ? 3 : 2, seed);
            List<String> violations = world.explored();
            excused += world.isExcused() ? 1 : 0;
            spent += world.provider.ledger().size();
            if (!violations.isEmpty()) {
                violated.put(seed, violations);
            }
        }
        System.out.printf(
                "I1 I2 I3: %d checked, %d violated (%d with something beyond repair; %d refreshes)%n",
                SCHEDULES, violated.size(), excused, spent);
        assertThat(violated).isEmpty();
        assertThat(SCHEDULES - excused)
                .as("schedules that say something to their end")
                .isGreaterThan(SCHEDULES / 4);
        assertThat(spent).isGreaterThan(3L * SCHEDULES);
    }

    @ParameterizedTest(name = "planted bug {0} is found")
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void bites(PlantedBug bug) {
        assertThat(found(bug)).as("a schedule that shows " + bug).isLessThan(UNTIL_FOUND);
    }

    private static long found(PlantedBug bug) {
        long seed = 0;
        while (seed < UNTIL_FOUND && new ExploredWorld(bug, 2, seed).explored().isEmpty()) {
            seed++;
        }
        System.out.printf("%s found after %d schedules%n", bug, seed + 1);
        return seed;
    }
}
