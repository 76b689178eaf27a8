package dev.jeton.app.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenKey;
import dev.jeton.api.identity.UserId;
import dev.jeton.app.http.LocalBroker;
import dev.jeton.simulator.Service;
import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WarmUpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("warm-up"), text);
    }

    @Test
    @DisplayName("D-11 a broker has the tokens of those in WARM_UP_FILE before anybody asks, whoever else in it fails")
    void warmsUpAtStart() throws IOException {
        Path list = file("# the loudest\ntenant genesys nobody\ntenant genesys acme\n\nuser alice\n");
        try (LocalBroker broker = LocalBroker.start(Map.of("WARM_UP_FILE", list.toString()))) {
            Eventually.isTrue(
                    "the provider was asked",
                    PATIENCE,
                    () -> broker.simulator().ledger().count(Service.GENESYS, "acme") == 1);
            Eventually.isTrue(
                    "it is cached",
                    PATIENCE,
                    () -> LocalBroker.json(broker.get("/api/v1/connections/genesys/acme"))
                            .path("state")
                            .textValue()
                            .equals("cached"));
            assertThat(broker.token("{\"tenantId\":\"acme\",\"type\":\"genesys\"}")
                            .status())
                    .isEqualTo(200);
            assertThat(broker.simulator().ledger().count(Service.GENESYS, "acme"))
                    .isEqualTo(1);
        }
    }

    @Test
    void reads() throws IOException {
        assertThat(WarmUpList.read(file("user alice\n  tenant  whatsapp   acme \n")))
                .isEqualTo(new WarmUpList(List.of(new UserId("alice")), List.of(TokenKey.of("whatsapp", "acme"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"users alice", "user", "user a b", "user *", "tenant acme", "tenant genesys a:b", "tenant x y z"
            })
    @DisplayName("81 a line that names nobody is refused with its number")
    void refusesNonsense(String line) throws IOException {
        Path list = file("user alice\n" + line + "\n");
        assertThatThrownBy(() -> WarmUpList.read(list))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 2");
    }
}
