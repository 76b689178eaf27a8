package dev.jeton.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.concurrent.Eventually;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EchoServer server = new EchoServer();
    private final FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", server.port());

    FaultProxyTest() throws IOException {}

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void withoutAFaultAllPassesBothWays() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "hello")).isEqualTo("hello");
            assertThat(ask(client, "again")).isEqualTo("again");
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).as("the end").isEqualTo(-1);
        }
        Eventually.isTrue("the connection is forgotten", PATIENCE, () -> proxy.open() == 0);
    }

    @Test
    void aHundredConnectionsAtOncePass() {
        Burst<String> answers = Burst.of(100, i -> {
            try (Socket client = connect()) {
                return ask(client, "number " + i);
            }
        });

        assertThat(answers.orFail()).hasSize(100).contains("number 0", "number 99");
        assertThat(proxy.accepted()).isEqualTo(100);
    }

    @Test
    void delayHoldsUpBothDirectionsOfAnExistingConnection() throws IOException {
        try (Socket client = connect()) {
            ask(client, "quick");
            proxy.set(new Fault.Delay(Duration.ofMillis(60)));
            long start = System.nanoTime();

            assertThat(ask(client, "slow")).isEqualTo("slow");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
        }
    }

    @Test
    void whoIsDelayedGoesOnAtOnceWhenItIsOver() throws IOException {
        try (Socket client = connect()) {
            proxy.set(new Fault.Delay(Duration.ofHours(1)));
            send(client, "slow");
            Thread.ofVirtual().start(() -> proxy.heal());

            assertThat(receive(client, 4)).isEqualTo("slow");
        }
    }

    @Test
    void dripAnswersByteByByte() throws IOException {
        try (Socket client = connect()) {
            proxy.set(new Fault.Drip(Duration.ofHours(1)));
            send(client, "drops");

            assertThat(receive(client, 1)).isEqualTo("d");
            assertSilent(client);
            proxy.heal();
            assertThat(receive(client, 4)).isEqualTo("rops");
        }
    }

    @Test
    void resetBreaksOffExistingAndNewConnections() throws IOException {
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.set(new Fault.Reset());

            assertReset(client);
        }
        assertThatThrownBy(() -> {
                    try (Socket another = connect()) {
                        another.getInputStream().read();
                    }
                })
                .isInstanceOf(SocketException.class);
        proxy.heal();
        assertAnswers();
    }

    @Test
    void resetAfterTheRequestLetsTheServerHaveIt() throws IOException {
        try (Socket client = connect()) {
            proxy.once(new Fault.ResetAfterRequest());
            send(client, "spent");

            assertReset(client);
        }
        awaitReceived("spent");
        assertThat(proxy.struck()).isEqualTo(1);
        assertAnswers();
    }

    @Test
    void dropAnswerLetsTheServerHaveTheRequestAndEndsTheConnection() throws IOException {
        try (Socket client = connect()) {
            proxy.once(new Fault.DropAnswer());
            send(client, "spent");

            assertThat(client.getInputStream().read())
                    .as("an orderly end and no byte before it")
                    .isEqualTo(-1);
        }
        awaitReceived("spent");
        assertThat(proxy.struck()).isEqualTo(1);
        assertAnswers();
    }

    @Test
    void anEventThatIsSetHappensToEveryExchange() throws IOException {
        proxy.set(new Fault.DropAnswer());
        for (int i = 1; i <= 3; i++) {
            try (Socket client = connect()) {
                send(client, "x");
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(proxy.struck()).isEqualTo(i);
        }
    }

    @Test
    void halfOpenHoldsEverythingAndLosesNothing() throws IOException {
        try (Socket client = connect()) {
            ask(client, "before");
            proxy.set(new Fault.HalfOpen());
            send(client, "first");
            assertSilent(client);
            try (Socket another = connect()) {
                send(another, "other");
                assertSilent(another);
            }
            assertThat(server.received()).isEqualTo("before");
            send(client, "second");

            proxy.heal();

            assertThat(receive(client, 11)).isEqualTo("firstsecond");
        }
    }

    @Test
    void garbageReplacesTheAnswer() throws IOException {
        try (Socket client = connect()) {
            proxy.once(new Fault.Garbage("\u0000\u00ff!"));
            send(client, "sense");

            assertThat(client.getInputStream().readAllBytes()).containsExactly(0, 0xff, '!');
        }
        awaitReceived("sense");
        assertThatThrownBy(() -> new Fault.Garbage("\u20ac")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuseRefusesUntilThePortIsOpenedAgain() throws IOException {
        int port = proxy.port();
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.set(new Fault.Refuse());

            assertReset(client);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(proxy.port()).isEqualTo(port);
        }
        proxy.heal();
        assertAnswers();
    }

    @Test
    void aServerThatIsAwayIsAResetConnection() {
        server.close();
        assertThatThrownBy(() -> {
                    try (Socket client = connect()) {
                        ask(client, "anybody?");
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void closingEndsEveryConnectionWhateverTheFault() throws IOException {
        try (Socket client = connect()) {
            ask(client, "hello");
            proxy.set(new Fault.HalfOpen());
            send(client, "held");
            proxy.close();

            assertReset(client);
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(server.received()).as("what was held is lost").isEqualTo("hello");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private void assertAnswers() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, "fine")).isEqualTo("fine");
        }
    }

    private void awaitReceived(String text) {
        Eventually.isTrue(
                "the server has " + text, PATIENCE, () -> server.received().contains(text));
    }

    private static String ask(Socket socket, String text) throws IOException {
        send(socket, text);
        return receive(socket, text.length());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String receive(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    /** Nothing comes for a while: absence has no event to wait for. */
    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(50);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }
}
