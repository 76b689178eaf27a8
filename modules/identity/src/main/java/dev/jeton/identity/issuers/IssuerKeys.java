package dev.jeton.identity.issuers;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import dev.jeton.api.TokenException.KeySetUnavailable;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JoseHeader;
import dev.jeton.identity.jose.JwtCheck;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.identity.jose.Refused;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jose.VerificationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one issuer. The library caches the key set, renews it behind callers before its time is over, and goes by the
 * last good one while the issuer is away; the time that it goes by is ours.
 */
final class IssuerKeys implements JwtCheck.Keys, AutoCloseable {

    /** First what another process has fetched, if that is newer than ours, and then the issuer itself. */
    private static final int MOST_LOOKS = 2;

    private final String issuer;
    private final KeySetLooks looks;
    private final JWKSetSource<SecurityContext> source;
    private final TimeSource time;
    private volatile Parsed parsed = new Parsed(List.of(), List.of());

    /** Keys, and what became of them: a key set comes unchanged for hours. */
    private record Parsed(List<JWK> from, List<VerificationKey> keys) {}

    IssuerKeys(String issuer, KeySetLooks looks, KeySetSettings settings, TimeSource time) {
        this.issuer = issuer;
        this.looks = looks;
        this.source = cached(looks, settings);
        this.time = time;
    }

    private static JWKSetSource<SecurityContext> cached(KeySetLooks looks, KeySetSettings settings) {
        var source = JWKSourceBuilder.create(looks)
                .cache(settings.cachedFor().toMillis(), settings.patience().toMillis())
                // Begun by whoever asks in that time: an issuer that nobody asks for is not looked at.
                .refreshAheadCache(
                        settings.refreshAhead().toMillis(),
                        null,
                        Executors.newVirtualThreadPerTaskExecutor(),
                        true,
                        null,
                        true)
                .outageTolerant(settings.outage().toMillis())
                // How often an issuer is looked at is decided in KeySetLooks, below the outage cache.
                .rateLimited(false)
                .build();
        return ((JWKSetBasedJWKSource<SecurityContext>) source).getJWKSetSource();
    }

    @Override
    public VerificationKey find(SignatureAlgorithm algorithm, JoseHeader header) throws Refused {
        JWKSet known = keySet(JWKSetCacheRefreshEvaluator.noRefresh());
        Optional<VerificationKey> key = among(known, algorithm, header);
        for (int look = 0;
                key.isEmpty() && look < MOST_LOOKS && looks.untilDue().isZero();
                look++) {
            // Perhaps it is new. Who asks beyond what is allowed is answered from what is known.
            known = keySet(JWKSetCacheRefreshEvaluator.referenceComparison(known));
            key = among(known, algorithm, header);
        }
        if (key.isEmpty() && looks.lastFailed()) {
            throw unavailable(null);
        }
        return key.orElseThrow(() -> new Refused(Reason.UNKNOWN_KEY));
    }

    private JWKSet keySet(JWKSetCacheRefreshEvaluator refresh) {
        try {
            return source.getJWKSet(refresh, time.millis(), null);
        } catch (KeySourceException e) {
            throw unavailable(e);
        }
    }

    private KeySetUnavailable unavailable(@Nullable Throwable cause) {
        return new KeySetUnavailable("the key set of " + issuer + " cannot be fetched", cause, looks.untilDue());
    }

    private Optional<VerificationKey> among(JWKSet keySet, SignatureAlgorithm algorithm, JoseHeader header) {
        List<VerificationKey> keys = parsed(keySet.getKeys());
        Optional<String> id = header.keyId();
        if (id.isEmpty()) {
            // RFC 7515 section 4.1.4: without a kid there must be nothing to choose.
            return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
        }
        return keys.stream()
                .filter(key -> key.fits(algorithm) && key.id().equals(id))
                .findFirst();
    }

    private List<VerificationKey> parsed(List<JWK> from) {
        Parsed known = parsed;
        if (!known.from.equals(from)) {
            known = new Parsed(from, from.stream().flatMap(IssuerKeys::usable).toList());
            parsed = known;
        }
        return known.keys;
    }

    private static Stream<VerificationKey> usable(JWK key) {
        return VerificationKey.of(key.toJSONString()).stream();
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a cache in memory cannot be closed", e);
        }
    }
}
