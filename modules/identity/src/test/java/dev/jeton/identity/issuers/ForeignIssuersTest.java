package dev.jeton.identity.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.Forge;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForeignIssuersTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final SigningKey KEY = SomePairs.pair(SignatureAlgorithm.ES256, "k1");
    private static final URI KEYS = URI.create("https://login.acme.example/keys");

    private final ManualTime time = ManualTime.standingStill();
    private final FakeIssuer issuer = new FakeIssuer(time).publish(KEY);

    private ForeignProcess process(IssuerDeclaration.Expected expected) {
        return new ForeignProcess(issuer, new LocalState(time).cache(), expected, time);
    }

    @Test
    @DisplayName(
            "B-17 a valid token is answered with user, organization, roles and end, under the issuer's own names for them")
    void answer() {
        try (ForeignProcess process = process(IssuerDeclaration.Expected.ANYTHING)) {
            assertThat(process.validate(issuer.token(KEY, "k1", HOUR)))
                    .isInstanceOfSatisfying(JwtVerdict.Valid.class, valid -> {
                        assertThat(valid.subject()).contains("u-1");
                        assertThat(valid.orgId()).contains("o-1");
                        assertThat(valid.roles()).containsExactly("agent");
                        assertThat(valid.expiresAt()).isEqualTo(time.now().plus(HOUR));
                    });
        }
    }

    @Test
    @DisplayName("B-17 without a kid a token is taken only where the issuer has one key")
    void withoutKid() {
        String bare = Forge.signed(KEY, "{\"alg\":\"ES256\"}", FakeIssuer.claims(time.now(), HOUR));
        try (ForeignProcess process = process(IssuerDeclaration.Expected.ANYTHING)) {
            assertThat(process.validate(bare)).isInstanceOf(JwtVerdict.Valid.class);
        }
        issuer.publish(KEY, SomePairs.pair(SignatureAlgorithm.EDDSA, "k2"));
        try (ForeignProcess process = process(IssuerDeclaration.Expected.ANYTHING)) {
            assertThat(process.validate(bare)).isEqualTo(new JwtVerdict.Invalid(Reason.UNKNOWN_KEY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    @DisplayName("B-17 a key of RSA that does not say for which algorithm it is serves all that its issuer may use")
    void algorithms(String algorithm) throws JOSEException, ParseException {
        SigningKey rsa = SomePairs.pair(SignatureAlgorithm.RS256, "k1");
        issuer.publish(SomePairs.keySet(rsa).replace(",\"alg\":\"RS256\"", "").replace("\"alg\":\"RS256\",", ""));
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("k1").build(),
                new Payload(FakeIssuer.claims(time.now(), HOUR)));
        token.sign(new RSASSASigner(RSAKey.parse(rsa.privateJwk())));
        try (ForeignProcess process = process(IssuerDeclaration.Expected.ANYTHING)) {
            assertThat(process.validate(token.serialize())).isInstanceOf(JwtVerdict.Valid.class);
        }
        IssuerDeclaration none = new IssuerDeclaration(
                FakeIssuer.ID,
                KEYS,
                Set.of(SignatureAlgorithm.ES256),
                IssuerDeclaration.Expected.ANYTHING,
                ClaimNames.OURS);
        try (ForeignIssuers strict = new ForeignIssuers(List.of(none), ports(), KeySetSettings.defaults(), time)) {
            assertThat(strict.validate(FakeIssuer.ID, token.serialize()))
                    .contains(new JwtVerdict.Invalid(Reason.ALGORITHM_NOT_ALLOWED));
        }
    }

    private KeySetPorts ports() {
        return new KeySetPorts(issuer, new LocalState(time).cache(), TokenEvents.NO_OP);
    }

    @Test
    @DisplayName("B-17 who is not declared is not known, and nobody is declared twice")
    void declared() {
        IssuerDeclaration one = FakeIssuer.declared(IssuerDeclaration.Expected.ANYTHING);
        try (ForeignIssuers issuers = new ForeignIssuers(List.of(one), ports(), KeySetSettings.defaults(), time)) {
            assertThat(issuers.ids()).containsExactly(FakeIssuer.ID);
            assertThat(issuers.validate("acme", issuer.token(KEY, "k1", HOUR))).isEmpty();
        }
        assertThat(issuer.looks()).isEmpty();
        assertThatThrownBy(() -> new ForeignIssuers(List.of(one, one), ports(), KeySetSettings.defaults(), time))
                .hasMessage("the issuer acme:login is declared twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "acme:", ":acme", "a b", "a*", "a/b", "a:b:c:d:e", "acme\n"})
    @DisplayName("B-17 an issuer's id is words that are safe in a key of the cache")
    void ids(String id) {
        assertThatThrownBy(() -> new IssuerDeclaration(
                        id,
                        KEYS,
                        IssuerDeclaration.anyAlgorithm(),
                        IssuerDeclaration.Expected.ANYTHING,
                        ClaimNames.OURS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/keys",
                "file:///keys",
                "ldap://a/b",
                "https://u@a.example/k",
                "https://a.example/k#x",
                "https:///k",
                "mailto:a@b.example"
            })
    @DisplayName("B-17 keys are fetched over HTTP, from an address that is whole")
    void addresses(String keySet) {
        assertThatThrownBy(() -> new IssuerDeclaration(
                        "acme",
                        URI.create(keySet),
                        IssuerDeclaration.anyAlgorithm(),
                        IssuerDeclaration.Expected.ANYTHING,
                        ClaimNames.OURS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("B-17 where the keys of an issuer are may depend on a query")
    void query() {
        URI keySet = URI.create("https://login.acme.example/keys?appid=7&p=b2c");
        IssuerDeclaration declared = new IssuerDeclaration(
                "acme", keySet, IssuerDeclaration.anyAlgorithm(), IssuerDeclaration.Expected.ANYTHING, ClaimNames.OURS);
        List<URI> asked = new ArrayList<>();
        KeySetFetcher remembering = (address, timeout) -> {
            asked.add(address);
            return issuer.fetch(address, timeout);
        };
        KeySetPorts ports = new KeySetPorts(remembering, new LocalState(time).cache(), TokenEvents.NO_OP);
        try (ForeignIssuers issuers = new ForeignIssuers(List.of(declared), ports, KeySetSettings.defaults(), time)) {
            assertThat(issuers.validate("acme", issuer.token(KEY, "k1", HOUR)))
                    .hasValueSatisfying(verdict -> assertThat(verdict).isInstanceOf(JwtVerdict.Valid.class));
        }
        assertThat(asked).containsExactly(keySet);
    }

    @Test
    @DisplayName("B-17 settings have their defaults, and what does not go together is refused")
    void settings() {
        assertThat(KeySetSettings.defaults())
                .isEqualTo(new KeySetSettings(
                        Duration.ofHours(6),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(30),
                        Duration.ofHours(24),
                        Duration.ofSeconds(5)));
        assertThatThrownBy(() -> new KeySetSettings(HOUR, HOUR, HOUR, HOUR, HOUR))
                .hasMessageContaining("refreshAhead");
        assertThatThrownBy(() ->
                        new KeySetSettings(HOUR, Duration.ZERO, HOUR, Duration.ofMinutes(1), Duration.ofSeconds(1)))
                .hasMessageContaining("outage");
    }
}
