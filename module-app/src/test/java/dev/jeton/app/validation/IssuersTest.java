package dev.jeton.app.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.providers.http.UpstreamHttp;
import io.javalin.Javalin;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An issuer that answers its key set with a status. */
final class IssuersTest {

    private final AtomicInteger status = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private final Javalin server = Javalin.create(config -> config.routes.get("/keys", ctx -> {
                looks.incrementAndGet();
                ctx.status(status.get());
            }))
            .start("127.0.0.1", 0);

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "404, 1", "302, 1", "429, 2", "500, 2", "503, 2"})
    @DisplayName("B-17 an issuer that refuses its key set is asked once more at once only if that may pass")
    void repeated(int answer, int expected) {
        status.set(answer);
        TimeSource time = TimeSource.system();
        CallersFile.Issuer issuer = new CallersFile.Issuer(
                "corp",
                "https://idp.example",
                URI.create("http://127.0.0.1:" + server.port() + "/keys"),
                List.of("jeton"),
                List.of("ES256"));
        String token = SigningKey.generate(SignatureAlgorithm.ES256, "k1").sign("JWT", Map.of());
        try (InMemoryState state = InMemoryState.create(10, time);
                UpstreamHttp http = new UpstreamHttp();
                ForeignIssuers issuers = Issuers.open(
                        null, List.of(issuer), http, new Issuers.Neighbours(state.cache(), TokenEvents.NO_OP, time))) {
            assertThatThrownBy(() -> issuers.validate("corp", token)).isInstanceOf(KeySetUnavailable.class);
        }
        assertThat(looks).hasValue(expected);
    }
}
