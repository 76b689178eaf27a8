package dev.jeton.providers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.fault.Certificate;
import dev.jeton.testkit.fault.TlsProxy;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsTest {
    private final SSLContext usual = usual();
    private final Simulator simulator = Simulator.start();

    @AfterEach
    void close() {
        SSLContext.setDefault(usual);
        simulator.close();
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private TlsProxy showing(Certificate certificate) {
        return TlsProxy.inFrontOf("127.0.0.1", URI.create(simulator.url()).getPort(), certificate);
    }

    /** From here on new clients trust the authority of the tests, and nobody else. */
    private static void trust(TlsProxy proxy) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(proxy.trustStore())) {
            store.load(in, proxy.trustStorePassword().toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private static HttpAnswer send(TlsProxy proxy) {
        try (UpstreamHttp http = new UpstreamHttp()) {
            URI uri = URI.create("https://" + proxy.host() + ":" + proxy.port() + "/genesys/oauth/token");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Basic c2VjcmV0")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            return http.send(request, Deadline.in(Duration.ofSeconds(30), TimeSource.system()));
        }
    }

    @Test
    @DisplayName("fault 69 a valid certificate of a trusted authority is accepted")
    void valid() throws Exception {
        try (TlsProxy proxy = showing(Certificate.VALID)) {
            trust(proxy);
            assertThat(send(proxy).status()).isEqualTo(400);
        }
        assertThat(simulator.ledger().count(Service.GENESYS)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Certificate.class,
            names = {"EXPIRED", "WRONG_HOST"})
    @DisplayName("fault 69 a certificate that is over, or another host's, gets nothing sent")
    void wrong(Certificate certificate) throws Exception {
        try (TlsProxy proxy = showing(certificate)) {
            trust(proxy);
            assertThatThrownBy(() -> send(proxy)).isInstanceOf(UpstreamFailed.class);
        }
        assertThat(simulator.ledger().calls()).isEmpty();
    }

    @Test
    @DisplayName("fault 69 a certificate of an authority that nobody knows gets nothing sent")
    void unknownAuthority() {
        try (TlsProxy proxy = showing(Certificate.VALID)) {
            assertThatThrownBy(() -> send(proxy)).isInstanceOf(UpstreamFailed.class);
        }
        assertThat(simulator.ledger().calls()).isEmpty();
    }
}
