package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.GrantStore.Locality;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SqliteProcessesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path file = Scratch.directory("store").resolve("jeton.db");

    @Test
    @DisplayName("fault 6 kill -9 right after the store said that a grant is stored: it is there")
    void killedAfterStoring() {
        Map<TokenKey, String> stored;
        try (ChildProcess writer = WritingProcess.start(file)) {
            writer.awaitLine("stored \\S+-20 ", PATIENCE);
            writer.close();
            stored = said(writer);
        }

        assertThat(stored).hasSizeGreaterThan(20);
        assertStored(stored);
    }

    @Test
    @DisplayName("two processes make and use one file at once")
    void twoProcesses() {
        try (ChildProcess one = WritingProcess.start(file);
                ChildProcess other = WritingProcess.start(file)) {
            one.awaitLine("stored \\S+-20 ", PATIENCE);
            other.awaitLine("stored \\S+-20 ", PATIENCE);
            one.close();
            other.close();
            Map<TokenKey, String> stored = new LinkedHashMap<>(said(one));
            stored.putAll(said(other));
            assertStored(stored);
        }
    }

    private static Map<TokenKey, String> said(ChildProcess writer) {
        Map<TokenKey, String> stored = new LinkedHashMap<>();
        for (String line : writer.output()) {
            Matcher said = Pattern.compile(WritingProcess.STORED).matcher(line);
            if (said.matches()) {
                stored.put(TokenKey.of("written", said.group(1)), said.group(2));
            }
        }
        return stored;
    }

    private void assertStored(Map<TokenKey, String> stored) {
        try (SqlStore store = Stores.open(Stores.file(file), Sealer.none())) {
            stored.forEach((key, revision) -> assertThat(store.grants().find(key))
                    .as("the grant of %s", key)
                    .map(found -> found.revision().text())
                    .contains(revision));
            assertThat(store.grants().locality()).isEqualTo(Locality.LOCAL);
        }
    }
}
