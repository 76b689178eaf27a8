package dev.jeton.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jeton.api.port.Secret;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {

    private static final String SERVER = "jdbc:postgresql://localhost/jeton";

    private final Canaries canaries = new Canaries();
    private final String secret = canaries.secret("password");

    @ParameterizedTest(name = "fault 117 {0} is refused: {1}")
    @CsvSource({
        "'', must be jdbc:sqlite:FILE or",
        "data/jeton.db, must be jdbc:sqlite:FILE or",
        "jdbc:mysql://localhost/jeton, must be jdbc:sqlite:FILE or",
        "postgresql://localhost/jeton, must be jdbc:sqlite:FILE or",
        "jdbc:postgresql:jeton, must be jdbc:sqlite:FILE or",
        "jdbc:sqlite:, must name a file",
        "jdbc:sqlite::memory:, must name a file",
        "jdbc:sqlite::resource:x.db, must name a file",
        "jdbc:sqlite:file:x?mode=memory, must name a file",
        "jdbc:sqlite:x.db?synchronous=OFF, must end after the file",
        "jdbc:postgresql://localhost, must name a host and a database",
        "jdbc:postgresql://localhost/, must name a host and a database",
        "jdbc:postgresql:///jeton, must name a host and a database",
        "jdbc:postgresql://localhost/?ssl=true, must name a host and a database",
        "jdbc:postgresql://localhost:99999/jeton, must name a host and a database",
        "jdbc:postgresql://localhost/jeton?user=x, must hold no user",
        "jdbc:postgresql://user:word@localhost/jeton, must hold no user"
    })
    void wrongAddresses(String url, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreSettings.of(url))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:data/jeton.db",
                "jdbc:sqlite:/var/lib/with space/jeton.db",
                SERVER,
                "jdbc:postgresql://localhost:5433/jeton?sslmode=verify-full&currentSchema=jeton",
                "jdbc:postgresql://[::1]:5432/jeton",
                "jdbc:postgresql://one:5432,other:5432/jeton?targetServerType=primary"
            })
    void rightAddresses(String url) {
        assertThat(StoreSettings.of(url).timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("fault 117 a user for a file, a password without a user and a senseless timeout are refused")
    void senselessCombinations() {
        try (Secret password = Secret.of(secret)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings("jdbc:sqlite:x.db", "user", null))
                    .withMessageContaining("a SQLite file has no user");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(SERVER, null, password))
                    .withMessageContaining("needs the user");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(SERVER, null, null, Duration.ofMillis(249)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(SERVER, null, null, Duration.ofMinutes(2)));
    }

    private static StoreSettings settings(String url, @Nullable String user, @Nullable Secret password) {
        return new StoreSettings(url, user, password, StoreSettings.DEFAULT_TIMEOUT);
    }

    @Test
    @DisplayName("I6 settings print no password, nor do refusals")
    void printsNoPassword() {
        try (Secret password = Secret.of(secret)) {
            assertThat(settings(SERVER + "?sslmode=require", "user", password))
                    .hasToString("StoreSettings[" + SERVER + "]");
        }
        for (String url : new String[] {"?password=" + secret, "?sslpassword=" + secret}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StoreSettings.of(SERVER + url))
                    .satisfies(e -> canaries.assertNoneIn("refusal", e.toString()));
        }
    }
}
