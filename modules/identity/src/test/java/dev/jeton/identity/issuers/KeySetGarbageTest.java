package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.cache.ValueFormat;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeySetGarbageTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final SigningKey FIRST = SomePairs.pair(SignatureAlgorithm.ES256, "k1");

    private final ManualTime time = ManualTime.standingStill();
    private final CacheService cache = new LocalState(time).cache();
    private final FakeIssuer issuer = new FakeIssuer(time);
    private final String good = issuer.token(FIRST, "k1", LONG);

    private ForeignProcess process() {
        return new ForeignProcess(issuer, cache, IssuerDeclaration.Expected.ANYTHING, time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "5",
                "\"keys\"",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":5}",
                "<html>Not here</html>",
                "{\"keys\":[",
                "{\"error\":\"rate limited\"}",
                "\u0000\u0001"
            })
    @DisplayName("B-17 what is no key set is a failure to fetch one, and does not replace one that is good")
    void garbage(String document) {
        try (ForeignProcess process = process()) {
            issuer.publish(document);
            assertThatThrownBy(() -> process.validate(good)).isInstanceOf(KeySetUnavailable.class);
            issuer.publish(FIRST);
            time.advance(Duration.ofSeconds(30));
            assertThat(process.validate(good)).isInstanceOf(JwtVerdict.Valid.class);
            issuer.publish(document);
            time.advance(Duration.ofHours(7));
            assertThat(process.validate(good)).isInstanceOf(JwtVerdict.Valid.class);
        }
    }

    @Test
    @DisplayName("B-17 more than a key set has is refused unread, and so is one of a thousand keys")
    void tooMuch() {
        try (ForeignProcess process = process()) {
            issuer.publish(SomePairs.keySet(FIRST).replaceFirst("}$", ",\"x\":\"" + "x".repeat(300_000) + "\"}"));
            assertThatThrownBy(() -> process.validate(good)).isInstanceOf(KeySetUnavailable.class);
            issuer.publish("{\"keys\":[" + (FIRST.publicJwk() + ",").repeat(1000) + FIRST.publicJwk() + "]}");
            time.advance(Duration.ofSeconds(30));
            assertThatThrownBy(() -> process.validate(good)).isInstanceOf(KeySetUnavailable.class);
        }
    }

    @Test
    @DisplayName(
            "B-17 keys that make no sense, are secret, short, or for something else are passed over; the good one among them is used")
    void amongOthers() {
        issuer.publish(
                "{\"keys\":[null,5,\"x\",[],{},{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\"},"
                        + "{\"kty\":\"EC\",\"kid\":\"k1\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"AAAA\"},"
                        + "{\"kty\":\"EC\",\"kid\":\"k1\",\"crv\":\"secp256k1\",\"x\":\"AAAA\",\"y\":\"AAAA\"},"
                        + "{\"kty\":\"RSA\",\"kid\":\"k1\",\"n\":\"AQAB\",\"e\":\"AQAB\"},"
                        + "{\"kty\":\"RSA\",\"kid\":\"k1\",\"use\":\"enc\",\"n\":\"" + "A".repeat(342)
                        + "\",\"e\":\"AQAB\"},"
                        + "{\"kty\":\"OKP\",\"kid\":\"k1\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"},"
                        + "{\"kty\":\"OKP\",\"kid\":\"k1\",\"crv\":\"X25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},"
                        + "{\"kty\":\"quantum\",\"kid\":\"k1\"},"
                        + FIRST.publicJwk()
                                .replaceFirst(
                                        "}$",
                                        ",\"x5c\":[\"no certificate\"],\"d\":\"AAAA\",\"x5u\":\"http://127.0.0.1:9/\"}")
                        + "]}");
        try (ForeignProcess process = process()) {
            assertThat(process.validate(good)).isInstanceOf(JwtVerdict.Valid.class);
            String wrong = issuer.token(SomePairs.pair(SignatureAlgorithm.EDDSA, "other"), "k1", LONG);
            assertThat(process.validate(wrong)).isEqualTo(new JwtVerdict.Invalid(Reason.UNKNOWN_KEY));
        }
    }

    @Test
    @DisplayName("B-17 an issuer that has withdrawn all its keys has none")
    void empty() {
        issuer.publish("{\"keys\":[]}");
        try (ForeignProcess process = process()) {
            assertThat(process.validate(good)).isEqualTo(new JwtVerdict.Invalid(Reason.UNKNOWN_KEY));
        }
    }

    /** Whatever the test says. */
    private record Verbatim() implements ValueFormat<String> {

        @Override
        public byte[] write(String value) {
            return value.getBytes(UTF_8);
        }

        @Override
        public String read(byte[] json) {
            return new String(json, UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"keys\":[]}", "{\"keys\":[],\"fetchedAt\":\"now\"}", "{\"fetchedAt\":1}"})
    @DisplayName("B-17 what others have left in the cache and makes no sense is as good as nothing")
    void garbageInTheCache(String left) {
        cache.set(new CacheKey("auth:jwks:acme:login"), left, new Verbatim(), LONG);
        issuer.publish(FIRST);
        try (ForeignProcess process = process()) {
            assertThat(process.validate(good)).isInstanceOf(JwtVerdict.Valid.class);
        }
        assertThat(issuer.looks()).hasSize(1);
    }
}
