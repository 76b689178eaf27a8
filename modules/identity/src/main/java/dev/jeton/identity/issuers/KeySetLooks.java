package dev.jeton.identity.issuers;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.jeton.api.TokenException;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.issuers.SharedKeySet.Fetched;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an issuer's key set: first at what another process has fetched since this one last looked, then at the issuer
 * itself, and that no oftener than settings allow, whoever asks. A look that breaks off is repeated once, at once.
 *
 * <p>The library has a rate limit of its own. It allows two looks in its interval, knows one process only, and stands above the
 * outage cache: where it is reached, even callers are refused for whom an old key set would do.
 */
final class KeySetLooks implements JWKSetSource<SecurityContext> {

    private final IssuerDeclaration issuer;
    private final KeySetPorts ports;
    private final SharedKeySet shared;
    private final KeySetSettings settings;
    private final TimeSource time;

    private volatile @Nullable Look last;
    /** Of what the library was given; it asks on one thread at a time. */
    private Instant newest = Instant.MIN;

    /** A look at the issuer; {@code atNanos} is when it began. */
    private record Look(long atNanos, boolean failed) {}

    KeySetLooks(IssuerDeclaration issuer, KeySetPorts ports, KeySetSettings settings, TimeSource time) {
        this.issuer = issuer;
        this.ports = ports;
        this.shared = new SharedKeySet(ports.cache(), issuer.id(), settings.outage());
        this.settings = settings;
        this.time = time;
    }

    /** How long until the issuer may be looked at again; zero = it may be now. */
    Duration untilDue() {
        Look look = last;
        Duration left = look == null ? Duration.ZERO : settings.between().minus(time.since(look.atNanos));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Whether the last look at the issuer failed: what it has published since is not known. */
    boolean lastFailed() {
        Look look = last;
        return look != null && look.failed;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long currentTime, @Nullable SecurityContext context)
            throws JWKSetUnavailableException {
        if (!untilDue().isZero()) {
            throw new JWKSetUnavailableException("looked at a moment ago");
        }
        Optional<Fetched> others = shared.get().filter(fetched -> fetched.at().isAfter(newest));
        if (others.isPresent() && age(others.get()).compareTo(settings.freshFor()) < 0) {
            // As good as a look of our own, and counted as one.
            last = new Look(time.nanos() - age(others.get()).toNanos(), false);
            return taken(others.get());
        }
        try {
            return taken(fetched());
        } catch (IOException | ParseException | TokenException e) {
            ports.events().on(new TokenEvent.KeySetFetched(issuer.id(), false, String.valueOf(e.getMessage())));
            return taken(others.filter(fetched -> age(fetched).compareTo(settings.outage()) < 0)
                    .orElseThrow(() -> new JWKSetUnavailableException("it cannot be fetched", e)));
        }
    }

    private Duration age(Fetched fetched) {
        Duration age = Duration.between(fetched.at(), time.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private JWKSet taken(Fetched fetched) {
        newest = fetched.at();
        return fetched.keys();
    }

    private Fetched fetched() throws IOException, ParseException {
        long began = time.nanos();
        last = new Look(began, true);
        Fetched fetched = new Fetched(KeySetReader.read(document()), time.now());
        last = new Look(began, false);
        shared.set(fetched);
        ports.events().on(new TokenEvent.KeySetFetched(issuer.id(), true, ""));
        return fetched;
    }

    private byte[] document() throws IOException {
        try {
            return fetchedOnce();
        } catch (IOException e) {
            return fetchedOnce();
        } catch (TokenException.Unavailable e) {
            if (!e.mayPass() || e.retryAfter().isPresent()) {
                throw e;
            }
            return fetchedOnce();
        }
    }

    private byte[] fetchedOnce() throws IOException {
        byte[] document = ports.fetcher().fetch(issuer.keySet(), settings.timeout());
        if (document.length > KeySetFetcher.LONGEST) {
            throw new IOException("longer than any key set");
        }
        return document;
    }

    @Override
    public void close() {
        // Holds nothing but what others have given.
    }
}
