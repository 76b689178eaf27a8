package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeEntries;
import dev.jeton.testkit.contract.SomeKeys;
import dev.jeton.testkit.fault.Certificate;
import dev.jeton.testkit.fault.Fault;
import dev.jeton.testkit.fault.FaultProxy;
import dev.jeton.testkit.fault.TlsProxy;
import dev.jeton.testkit.server.RedisProcess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trust store is the JVM's own setting, read anew for every context, so that it can be another one for a while. */
class RedisTlsTest {

    private static final RedisProcess REDIS = RedisProcess.start();
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private final TokenKey key = SomeKeys.fresh();
    private final TokenEntry entry = SomeEntries.lasting(Duration.ofHours(1), Instant.now());

    @AfterAll
    static void stop() {
        REDIS.close();
    }

    @AfterEach
    void trustAsBefore() {
        System.clearProperty(STORE);
        System.clearProperty(STORE_PASSWORD);
    }

    @Test
    @DisplayName("a server with a valid certificate for its name is used over TLS")
    void valid() {
        try (TlsProxy proxy = proxy(Certificate.VALID)) {
            trust(proxy);
            try (WatchedState state = WatchedState.patient(address("rediss", proxy))) {
                state.awaitUsable();
                state.tokens().store(key, entry);
                assertThat(state.tokens().find(key)).contains(entry);
                state.awaitWatched();
            }
        }
    }

    @Test
    @DisplayName("B-11 an answer that comes byte by byte holds nobody beyond the timeout, with TLS either")
    void dripping() {
        try (TlsProxy proxy = proxy(Certificate.VALID);
                FaultProxy slow = FaultProxy.inFrontOf(proxy.host(), proxy.port())) {
            trust(proxy);
            URI uri = URI.create("rediss://" + slow.host() + ":" + slow.port());
            try (WatchedState state = WatchedState.of(uri, Timed.TIMEOUT, 4)) {
                state.awaitUsable();
                state.tokens().store(key, entry);
                slow.set(new Fault.Drip(Duration.ofMillis(50)));

                Timed.call(() -> state.tokens().find(key)).assertUnavailable();
            }
        }
    }

    @ParameterizedTest(name = "fault 69 a server whose certificate is {0} is not used")
    @EnumSource(names = {"EXPIRED", "WRONG_HOST"})
    void invalid(Certificate certificate) {
        try (TlsProxy proxy = proxy(certificate)) {
            trust(proxy);
            assertNotTrusted(proxy);
        }
    }

    @Test
    @DisplayName("fault 69 a server whose authority nobody trusts is not used")
    void unknownAuthority() {
        try (TlsProxy proxy = proxy(Certificate.VALID)) {
            assertNotTrusted(proxy);
        }
    }

    @Test
    @DisplayName("a server that speaks TLS is not used without, nor one that does not with")
    void mismatch() {
        try (TlsProxy proxy = proxy(Certificate.VALID)) {
            trust(proxy);
            assertNotUsed(address("redis", proxy));
            assertNotUsed(URI.create("rediss://" + REDIS.host() + ":" + REDIS.port()));
        }
    }

    private void assertNotTrusted(TlsProxy proxy) {
        try (WatchedState state = WatchedState.patient(address("rediss", proxy))) {
            assertThat(state.isUsable()).isFalse();
            assertThat(Timed.call(() -> state.tokens().store(key, entry)).failure())
                    .get()
                    .satisfies(e -> assertThat(e).hasStackTraceContaining("SSLHandshakeException"));
        }
        assertNothingStored();
    }

    private void assertNotUsed(URI uri) {
        try (WatchedState state = WatchedState.of(uri, Timed.TIMEOUT, 4)) {
            assertThat(state.isUsable()).isFalse();
            Timed.call(() -> state.tokens().store(key, entry)).assertUnavailable();
        }
        assertNothingStored();
    }

    private void assertNothingStored() {
        assertThat(REDIS.command("EXISTS", "auth:token:" + key)).isEqualTo(0L);
    }

    private static TlsProxy proxy(Certificate certificate) {
        return TlsProxy.inFrontOf(REDIS.host(), REDIS.port(), certificate);
    }

    private static URI address(String scheme, TlsProxy proxy) {
        return URI.create(scheme + "://" + proxy.host() + ":" + proxy.port());
    }

    private static void trust(TlsProxy proxy) {
        System.setProperty(STORE, proxy.trustStore().toString());
        System.setProperty(STORE_PASSWORD, proxy.trustStorePassword());
    }
}
