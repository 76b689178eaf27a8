package dev.jeton.identity.jwt;

import dev.jeton.api.identity.IdentityStore.JwtKeys;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.testkit.fake.RecordingEvents;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One process that signs and validates: all of this package, wired as the product wires it. */
final class OwnProcess {

    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "door";

    final RecordingEvents events = new RecordingEvents();
    final KeySource known;
    final SigningKeys keys;
    final JwtIssuer issuer;
    final JwtValidator validator;

    private OwnProcess(JwtKeys store, KeySource known, String sealedBy, JwtKeySettings settings, TimeSource time) {
        this.known = known;
        this.keys = new SigningKeys(store, known, new KeySealing(new MarkedSealer(sealedBy), events), settings, time);
        this.issuer = new JwtIssuer(keys, ISSUER, time);
        this.validator = new JwtValidator(known, ISSUER, Optional.of(AUDIENCE), time);
    }

    static OwnProcess with(JwtKeys store, JwtKeySettings settings, TimeSource time) {
        return new OwnProcess(store, new StoredKeys(store, time), "k1", settings, time);
    }

    static OwnProcess with(JwtKeys store, SignatureAlgorithm algorithm, TimeSource time) {
        return with(store, JwtKeySettings.defaults().with(algorithm), time);
    }

    /** One whose ENCRYPTION_KEYS are its own. */
    static OwnProcess sealedBy(String key, JwtKeys store, TimeSource time) {
        return new OwnProcess(store, new StoredKeys(store, time), key, JwtKeySettings.defaults(), time);
    }

    /** One that goes for a while by what it has read. */
    static OwnProcess remembering(Duration believedFor, JwtKeys store, JwtKeySettings settings, TimeSource time) {
        KeySource remembered = new RememberedKeys(new StoredKeys(store, time), believedFor, time);
        return new OwnProcess(store, remembered, "k1", settings, time);
    }

    IssuedJwt issue(Duration lifetime) {
        return issuer.issue(new JwtContent("anna", Set.of(AUDIENCE), lifetime, Map.of("org", "acme")));
    }

    JwtVerdict validate(IssuedJwt issued) {
        return validator.validate(issued.token().value());
    }
}
