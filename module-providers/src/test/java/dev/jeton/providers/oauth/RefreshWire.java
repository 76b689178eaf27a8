package dev.jeton.providers.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider.OnLostResponse;
import dev.jeton.api.port.RefreshTokenProvider.Times;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.time.ManualTime;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint on a socket of its own that reads one request a connection, and a provider that refreshes there. */
final class RefreshWire implements AutoCloseable {
    static final String TOKEN = "c4nary-refresh-token";

    private final Canaries canaries = new Canaries();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final UpstreamHttp http = new UpstreamHttp();
    private final ManualTime time = ManualTime.standingStill();
    private final ServerSocket server;
    private final Thread serving;
    private volatile String answer = "";
    private volatile BodyFormat format = BodyFormat.FORM;

    RefreshWire(int status, String body) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer(status, body);
        serving = Thread.ofVirtual().name("refresh-wire").start(this::serve);
    }

    RefreshWire writing(BodyFormat chosen) {
        format = chosen;
        return this;
    }

    void answer(int status, String body) {
        answer = "HTTP/1.1 %d S\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, body.getBytes(UTF_8).length, body);
    }

    /** From now on a request is read whole, and the connection closed. */
    void hangUp() {
        answer = "";
    }

    /** What has arrived, one text a connection. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** From now on nobody listens there: the system goes on until whoever accepts has noticed. */
    void stopListening() throws IOException, InterruptedException {
        server.close();
        serving.join();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                requests.add(request(connection.getInputStream()));
                connection.getOutputStream().write(answer.getBytes(UTF_8));
                connection.getOutputStream().flush();
            } catch (IOException e) {
                // The next one.
            }
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = Integer.MAX_VALUE;
        int headers = -1;
        for (int b = 0; (headers < 0 || text.length() < headers + length) && (b = in.read()) >= 0; ) {
            text.append((char) b);
            if (headers < 0 && text.toString().endsWith("\r\n\r\n")) {
                headers = text.length();
                length = lengthIn(text.toString());
            }
        }
        return text.toString();
    }

    private static int lengthIn(String headers) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    /** What became of a refresh, in a few words that hold no secret. */
    String refresh() {
        return refresh(Deadline.in(Duration.ofSeconds(20), TimeSource.system()));
    }

    String refresh(Deadline sendBefore) {
        RefreshDeclaration declaration = new RefreshDeclaration(
                new ProviderId("qontak"),
                new ProviderUrls(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/oauth/token"), null),
                new RefreshDeclaration.Client(ClientAuthentication.POST, false),
                format,
                Duration.ofHours(6),
                OnLostResponse.STOP);
        try (Secret token = Secret.of(TOKEN);
                Credentials none = new Credentials(Map.of())) {
            return inWords(new RefreshingProvider(declaration, http, time)
                    .refresh(
                            new TenantId("acme"),
                            none,
                            token,
                            new Times(sendBefore, Deadline.in(Duration.ofSeconds(20), TimeSource.system()))));
        }
    }

    private String inWords(Spending spending) {
        canaries.assertNoneIn("what became of a refresh", spending.toString());
        return switch (spending) {
            case Spending.Rotated rotated -> inWords(rotated);
            case Spending.Dead dead -> "dead";
            case Spending.NotSpent(TokenException why) -> "not spent " + inWords(why);
            case Spending.Lost(TokenException why) -> "lost " + inWords(why);
        };
    }

    private static String inWords(Spending.Rotated rotated) {
        try (rotated) {
            return "rotated "
                    + rotated.access().map(RefreshWire::life).orElse("without access")
                    + (rotated.successorOrNull() == null ? "" : " successor");
        }
    }

    private static String life(GrantedAccess access) {
        return Duration.between(access.issuedAt(), access.expiresAt()).toString();
    }

    private String inWords(TokenException failure) {
        canaries.assertNoneIn("a failure", failure + String.valueOf(failure.getCause()));
        return switch (failure) {
            case UpstreamFailed failed -> failed.mayPass() ? "passing" : "nonsense";
            default -> failure.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        http.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "RefreshWire";
    }
}
