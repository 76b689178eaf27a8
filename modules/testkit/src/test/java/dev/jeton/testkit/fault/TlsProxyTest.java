package dev.jeton.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TlsProxyTest {

    private final EchoServer server = new EchoServer();

    TlsProxyTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whoTrustsTheAuthorityTalksToTheServerBehindAValidCertificate() throws Exception {
        try (TlsProxy proxy = proxy(Certificate.VALID);
                SSLSocket client = connect(trusting(proxy), proxy)) {
            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }
    }

    @Test
    void anExpiredCertificateIsRefusedForThat() throws Exception {
        try (TlsProxy proxy = proxy(Certificate.EXPIRED)) {
            SSLContext trusting = trusting(proxy);
            assertThatThrownBy(() -> connect(trusting, proxy))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedForThat() throws Exception {
        try (TlsProxy proxy = proxy(Certificate.WRONG_HOST)) {
            SSLContext trusting = trusting(proxy);
            assertThatThrownBy(() -> connect(trusting, proxy))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(CertificateException.class)
                    .hasMessageContaining("localhost");
        }
    }

    @Test
    void whoDoesNotTrustTheAuthorityRefusesEvenTheValidOne() throws Exception {
        try (TlsProxy proxy = proxy(Certificate.VALID)) {
            assertThatThrownBy(() -> connect(SSLContext.getDefault(), proxy))
                    .isInstanceOf(SSLHandshakeException.class)
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("unable to find valid certification path"));
        }
    }

    private TlsProxy proxy(Certificate certificate) {
        return TlsProxy.inFrontOf("127.0.0.1", server.port(), certificate);
    }

    private static SSLSocket connect(SSLContext context, TlsProxy proxy) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(proxy.host(), proxy.port());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext trusting(TlsProxy proxy) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(proxy.trustStore())) {
            trusted.load(in, proxy.trustStorePassword().toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
