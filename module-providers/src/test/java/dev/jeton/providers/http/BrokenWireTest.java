package dev.jeton.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.secret.Canaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenWireTest {
    private final Simulator simulator = Simulator.start();
    private final FaultProxy proxy =
            FaultProxy.inFrontOf("127.0.0.1", URI.create(simulator.url()).getPort());
    private final UpstreamHttp http = new UpstreamHttp();

    @AfterEach
    void close() {
        http.close();
        proxy.close();
        simulator.close();
    }

    private HttpAnswer send(Duration patience) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + proxy.port() + "/oauth/crm/token"))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return http.send(request, Deadline.in(patience, TimeSource.system()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c4nary-secret\r\n\r\n",
                "HTTP/1.1 c4nary-secret\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: c4nary-secret\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: c4nary-secret\r\nContent-Length: 99\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nc4nary-secret\r\n"
            })
    @DisplayName("fault 62 what is no HTTP is a failure that quotes nothing of it, not even in its causes")
    void garbage(String bytes) {
        proxy.set(new Fault.Garbage(bytes));
        UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> send(Duration.ofSeconds(30)));
        Canaries canaries = new Canaries();
        canaries.assertNoneIn("the failure", trace(failed));
        canaries.assertSearched();
    }

    private static String trace(TokenException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Test
    @DisplayName("fault 40 a connection that is half-open ends at the deadline")
    void halfOpen() {
        proxy.set(new Fault.HalfOpen());
        assertThatThrownBy(() -> send(Duration.ofMillis(300))).isInstanceOf(UpstreamTimeout.class);
    }

    @Test
    @DisplayName("fault 59 a real reset after the request was sent may pass")
    void resetAfterRequest() {
        proxy.set(new Fault.ResetAfterRequest());
        UpstreamFailed failed = catchThrowableOfType(UpstreamFailed.class, () -> send(Duration.ofSeconds(30)));
        assertThat(failed.mayPass()).isTrue();
        assertThat(proxy.accepted()).isEqualTo(1);
    }
}
