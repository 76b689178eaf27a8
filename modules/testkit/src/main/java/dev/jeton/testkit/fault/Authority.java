package dev.jeton.testkit.fault;

import dev.jeton.testkit.process.ChildProcess;
import dev.jeton.testkit.process.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that exists for one test run. It is made with the JDK's own keytool, for no public API makes
 * certificates. Servers' certificates are signed by it, not by themselves: Java does not look at the dates of a
 * certificate that is itself in the trust store.
 */
final class Authority {

    static final String PASSWORD = "trusted-for-tests";

    private static final String CA = "ca";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path keys = Scratch.directory("authority").resolve("keys.p12");
    private final Path trustStore = keys.resolveSibling("trust.p12");

    private Authority() {
        generate(
                CA,
                "-dname",
                "CN=Authority for tests",
                "-ext",
                "bc:c",
                "-ext",
                "ku:c=keyCertSign",
                "-startdate",
                "-90d");
        for (Certificate certificate : Certificate.values()) {
            String names = "san=" + certificate.names();
            generate(
                    certificate.name(),
                    "-dname",
                    "CN=Server for tests",
                    "-ext",
                    names,
                    "-startdate",
                    certificate.start(),
                    "-signer",
                    CA);
        }
        writeTrustStore();
    }

    /** The one of this JVM, made when it is first needed: that takes a few seconds. */
    static Authority ofThisRun() {
        return Holder.AUTHORITY;
    }

    private static final class Holder {
        static final Authority AUTHORITY = new Authority();
    }

    private void generate(String alias, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-validity", Integer.toString(alias.equals(CA) ? 365 : Certificate.DAYS)));
        command.addAll(List.of(more));
        try (ChildProcess keytool = ChildProcess.start(command)) {
            if (keytool.awaitExit(PATIENCE) != 0) {
                throw new IllegalStateException("keytool: " + keytool.output());
            }
        }
    }

    private void writeTrustStore() {
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(CA, load().getCertificate(CA));
            trusted.store(out, PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PKCS12 store that trusts this authority and nobody else. */
    Path trustStore() {
        return trustStore;
    }

    /** What a server needs to show {@code certificate}, and no other key, for it would choose by its own taste. */
    SSLContext showing(Certificate certificate) {
        try {
            String alias = certificate.name();
            KeyStore all = load();
            KeyStore one = empty();
            char[] password = PASSWORD.toCharArray();
            one.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(one, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
