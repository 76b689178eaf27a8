package dev.jeton.app.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.port.Sealer;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.Identity;
import dev.jeton.identity.IdentitySettings;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.issuers.IssuerDeclaration;
import dev.jeton.identity.issuers.KeySetPorts;
import dev.jeton.identity.issuers.KeySetSettings;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.testkit.fake.MapIdentity;
import dev.jeton.testkit.time.ManualTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Callers of ours, of an issuer that answers, and of one that is away. */
final class CallerJwtsTest {

    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256, "k1");

    private static final Duration BELIEVED = Duration.ofSeconds(1);

    private final ManualTime time = ManualTime.advancedByPauses();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AutoClose
    private final InMemoryState state = InMemoryState.create(1000, time);

    private final CacheService cache = state.cache();

    @AutoClose
    private final Identity identity = Identity.over(
            new Identity.Parts(new MapIdentity(), cache, Sealer.none(), TokenEvents.NO_OP, time),
            IdentitySettings.DEFAULT);

    @AutoClose
    private final ForeignIssuers issuers = new ForeignIssuers(
            Stream.of("up", "away").map(CallerJwtsTest::declared).toList(),
            new KeySetPorts(this::keySet, cache, TokenEvents.NO_OP),
            KeySetSettings.defaults(),
            time);

    private final JwtCheck callers = new CallerJwts(
            new JwtJudge(identity.validator(), issuers, verdict -> {}), Set.of("jeton", "up", "away"), BELIEVED, time);

    private static IssuerDeclaration declared(String id) {
        return new IssuerDeclaration(
                id,
                URI.create("https://" + id + ".example/keys"),
                Set.of(SignatureAlgorithm.ES256),
                new IssuerDeclaration.Expected("https://" + id + ".example", Set.of("door")),
                ClaimNames.OURS);
    }

    private byte[] keySet(URI address, Duration timeout) throws IOException {
        asked.add(address.getHost());
        if (address.getHost().startsWith("away")) {
            throw new IOException("away");
        }
        return ("{\"keys\":[" + KEY.publicJwk() + "]}").getBytes(UTF_8);
    }

    private String token(String issuer) {
        return KEY.sign(
                "JWT",
                Map.of(
                        "iss",
                        issuer,
                        "sub",
                        "orders",
                        "aud",
                        "door",
                        "exp",
                        time.now().plusSeconds(3600).getEpochSecond()));
    }

    private String ours() {
        return identity.accessTokens()
                .issue(new UserId("carol"), RowId.random())
                .token();
    }

    @Test
    @DisplayName("B-17 a caller's JWT is looked at by the keys of the issuer that it names, and by nobody else's")
    void byItsOwnIssuer() {
        assertThat(callers.check(token("https://up.example")))
                .hasValueSatisfying(jwt -> assertThat(jwt.issuer()).isEqualTo("up"));
        assertThat(asked).containsExactly("up.example");
    }

    @Test
    @DisplayName("B-17 tokens of ours make no other issuer be asked, however long they come")
    void oursAskNobody() {
        for (int i = 0; i < 10; i++) {
            assertThat(callers.check(ours()))
                    .hasValueSatisfying(jwt -> assertThat(jwt.issuer()).isEqualTo("jeton"));
            time.advance(Duration.ofSeconds(31));
        }
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("102 junk, and tokens of issuers that no caller has, are not good, and nobody is asked for keys")
    void nobodys() {
        String good = token("https://up.example");
        for (String junk : List.of(
                "a.b.c",
                token("https://nobody.example"),
                token("https://up.example/"),
                KEY.sign("JWT", Map.of("sub", "orders")),
                KEY.sign("JWT", Map.of("iss", 7)),
                good.substring(0, good.indexOf('.')) + ".e30.AAAA",
                good + "=")) {
            assertThat(callers.check(junk)).as(junk).isEmpty();
        }
        assertThat(asked).isEmpty();
    }

    @Test
    @DisplayName("D-10 an issuer that is away is felt by its own callers alone")
    void away() {
        assertThatThrownBy(() -> callers.check(token("https://away.example"))).isInstanceOf(KeySetUnavailable.class);
        assertThat(callers.check(token("https://up.example"))).isPresent();
        assertThat(callers.check(ours())).isPresent();
        assertThat(callers.check("a.b.c")).isEmpty();
    }

    @Test
    @DisplayName("102 to name an issuer is not enough: its key must have signed")
    void named() {
        SigningKey stranger = SigningKey.generate(SignatureAlgorithm.ES256, "k1");
        assertThat(callers.check(stranger.sign(
                        "JWT",
                        Map.of(
                                "iss", "https://up.example",
                                "aud", "door",
                                "exp", time.now().plusSeconds(3600).getEpochSecond()))))
                .isEmpty();
        assertThat(callers.check(token("jeton"))).isEmpty();
    }

    @Test
    @DisplayName("D-03 what was verified is believed for a moment; when a key was revoked it is forgotten")
    void forgotten() {
        String token = ours();
        assertThat(callers.check(token)).isPresent();
        RowId key = identity.signingKeys().living().getFirst().id();
        assertThat(identity.signingKeys().revoke(key)).isPresent();
        assertThat(callers.check(token)).isPresent();
        callers.forget();
        assertThat(callers.check(token)).isEmpty();
    }
}
