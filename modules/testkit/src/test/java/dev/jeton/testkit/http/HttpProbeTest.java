package dev.jeton.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.fault.EchoServer;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpProbeTest {

    private final EchoServer server = new EchoServer();
    private final FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", server.port());
    private final HttpProbe probe = HttpProbe.at(proxy.host(), proxy.port());

    HttpProbeTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void statusHeadersAndBodyComeBackWhateverTheStatus() {
        proxy.set(new Fault.Garbage("HTTP/1.1 503 Away\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nno"));

        HttpAnswer answer = probe.post("/token?a=b", "{\"k\":1}", "X-Caller", "me");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).contains("3");
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.body()).isEqualTo("no");
        assertThat(answer.text()).contains("503", "no");
        assertThat(server.received())
                .startsWith("POST /token?a=b HTTP/1.1\r\n")
                .contains("Content-Type: application/json\r\n", "X-Caller: me\r\n");
    }

    @Test
    void redirectsAreNotFollowed() {
        proxy.once(new Fault.Garbage("HTTP/1.1 302 Found\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n"));

        assertThat(probe.get("/").status()).isEqualTo(302);
    }

    @Test
    void aServerThatIsAwayIsAnIoFailure() {
        proxy.set(new Fault.Refuse());

        assertThatThrownBy(() -> probe.send("DELETE", "/token")).isInstanceOf(UncheckedIOException.class);
    }
}
