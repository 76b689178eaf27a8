package dev.jeton.identity.issuers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.ClaimNames;
import dev.jeton.identity.jose.Forge;
import dev.jeton.identity.jose.SigningKey;
import dev.jeton.identity.jose.SomePairs;
import dev.jeton.testkit.concurrent.Gate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An issuer that publishes what the test says, may be down or hang, and remembers when it was looked at. */
final class FakeIssuer implements KeySetFetcher {

    static final String ID = "acme:login";

    private final TimeSource time;
    private final List<Instant> looks = new CopyOnWriteArrayList<>();
    private volatile byte[] document = new byte[0];
    private volatile boolean down;
    private volatile @Nullable Gate gate;

    FakeIssuer(TimeSource time) {
        this.time = time;
    }

    FakeIssuer publish(SigningKey... pairs) {
        return publish(SomePairs.keySet(pairs));
    }

    FakeIssuer publish(String text) {
        document = text.getBytes(UTF_8);
        return this;
    }

    void goDown(boolean gone) {
        down = gone;
    }

    /** Whoever looks from now on waits there. */
    void hangAt(Gate where) {
        gate = where;
    }

    List<Instant> looks() {
        return looks;
    }

    @Override
    public byte[] fetch(URI keySet, Duration timeout) throws IOException {
        looks.add(time.now());
        Gate where = gate;
        if (where != null) {
            try {
                where.pass();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        if (down) {
            throw new IOException("the test has taken the issuer down");
        }
        return document.clone();
    }

    static IssuerDeclaration declared(IssuerDeclaration.Expected expected) {
        return new IssuerDeclaration(
                ID,
                URI.create("https://login.acme.example/.well-known/jwks.json"),
                IssuerDeclaration.anyAlgorithm(),
                expected,
                new ClaimNames("user_id", "org_id", "roles"));
    }

    /** Of one that is good for {@code lifetime}. */
    static String claims(Instant now, Duration lifetime) {
        return Forge.json(Map.of(
                "user_id", "\"u-1\"",
                "org_id", "\"o-1\"",
                "roles", "[\"agent\",7]",
                "exp", String.valueOf(now.plus(lifetime).getEpochSecond())));
    }

    /** One that {@code pair} has signed, under the id that the pair was made with. */
    String token(SigningKey pair, String keyId, Duration lifetime) {
        String header = Forge.json(Map.of("alg", Forge.text(pair.algorithm().label()), "kid", Forge.text(keyId)));
        return Forge.signed(pair, header, claims(time.now(), lifetime));
    }

    static IssuerDeclaration.Expected by(String issuer, String... audiences) {
        return new IssuerDeclaration.Expected(issuer, Set.of(audiences));
    }
}
