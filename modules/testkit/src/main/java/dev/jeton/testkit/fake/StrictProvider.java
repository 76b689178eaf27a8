package dev.jeton.testkit.fake;

import dev.jeton.api.AccessToken;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.CredentialsRejected;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.TokenException.UpstreamTimeout;
import dev.jeton.api.grant.GrantedAccess;
import dev.jeton.api.grant.Spending;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.RefreshTokenProvider;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.fake.RefreshFamilies.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * An authorization server whose refresh tokens rotate, in memory: several processes of a test share it, each through a
 * {@link #another handle} of its own. It remembers every refresh token that was presented, and by whom; what a real one
 * would do with a spent one is its {@link Temper}.
 */
public final class StrictProvider implements RefreshTokenProvider {
    private static final Duration LIFETIME = Duration.ofHours(6);

    /** What becomes of a refresh token that comes a second time. */
    public enum Temper {
        /** {@code invalid_grant}, and the whole family dies with its access token. */
        STRICT,
        /** {@code invalid_grant}, and nothing else. */
        KIND,
        /** For a minute it is accepted once more; later as strict. */
        GRACE
    }

    /** Where a refresh can be held up. */
    public enum Point {
        /** The connection is being made; nothing has left yet. */
        BEFORE_SEND,
        /** The request has left. */
        BEFORE_COMMIT,
        /** The provider has rotated, and the answer is on its way. */
        AFTER_COMMIT
    }

    /** Holds up whoever comes by; an interruption there is a request given up. */
    @FunctionalInterface
    public interface Stop {
        void pass() throws InterruptedException;
    }

    private final ProviderId id;
    private final RefreshFamilies families;
    private final TimeSource time;
    private final String process;
    private final Queue<RefreshMishap> mishaps = new ConcurrentLinkedQueue<>();
    private final Map<Point, Stop> stops = new EnumMap<>(Point.class);
    private volatile OnLostResponse onLostResponse = OnLostResponse.STOP;

    /** A new server; this handle's process is called {@code one}. */
    public StrictProvider(String id, Temper temper, TimeSource time) {
        this(new ProviderId(id), new RefreshFamilies(temper, time), time, "one");
    }

    private StrictProvider(ProviderId id, RefreshFamilies families, TimeSource time, String process) {
        this.id = id;
        this.families = families;
        this.time = time;
        this.process = process;
    }

    /** The same server, as another process sees it. */
    public StrictProvider another(String named) {
        return new StrictProvider(id, families, time, named);
    }

    /** A person connects {@code tenant}: a new family and its first refresh token. */
    public Secret connect(String tenant) {
        return Secret.of(families.connect(tenant));
    }

    /** What goes wrong with the next refreshes through this handle, one after the other. */
    public StrictProvider next(RefreshMishap... coming) {
        mishaps.addAll(List.of(coming));
        return this;
    }

    /** Every refresh through this handle stops there. */
    public StrictProvider at(Point point, Stop stop) {
        synchronized (stops) {
            stops.put(point, stop);
        }
        return this;
    }

    public StrictProvider onLostResponse(OnLostResponse policy) {
        onLostResponse = policy;
        return this;
    }

    /** The provider's administrator, or the user, takes the connection back. */
    public void revoke(String tenant) {
        families.revoke(tenant);
    }

    /** Whether the newest family of {@code tenant} lives. */
    public boolean isAlive(String tenant) {
        return families.isAlive(tenant);
    }

    /** Whether this is the refresh token that the server accepts next. */
    public boolean isNewest(Secret refreshToken) {
        return refreshToken.reveal(characters -> families.isNewest(new String(characters)));
    }

    /** Whether the API behind the server would accept it. */
    public boolean accepts(AccessToken token) {
        return families.accepts(token.value());
    }

    /** Every refresh that reached the server, through whichever handle, in order. */
    public List<RefreshSpend> ledger() {
        return families.ledger();
    }

    /** How many of them presented what had been spent. */
    public long doubleSpends() {
        return ledger().stream().filter(RefreshSpend::isDoubleSpend).count();
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public OnLostResponse onLostResponse() {
        return onLostResponse;
    }

    @Override
    public Spending refresh(TenantId tenant, Credentials credentials, Secret refreshToken, Times times) {
        @Nullable RefreshMishap coming = mishaps.poll();
        RefreshMishap mishap = coming == null ? RefreshMishap.NONE : coming;
        boolean passed = stopped(Point.BEFORE_SEND);
        if (!passed
                || mishap == RefreshMishap.NOT_CONNECTED
                || times.sendBefore().hasPassed()) {
            return new Spending.NotSpent(UpstreamFailed.passing("the request has not left", null, null));
        }
        // From here on nobody can take it back.
        return stopped(Point.BEFORE_COMMIT)
                ? answered(mishap, refreshToken.reveal(String::new), times)
                : new Spending.Lost(timeout());
    }

    private Spending answered(RefreshMishap mishap, String refreshToken, Times times) {
        return switch (mishap) {
            case REQUEST_LOST -> new Spending.Lost(timeout());
            case FAILED -> new Spending.Lost(failure());
            case CLIENT_REFUSED -> refused(refreshToken, new CredentialsRejected("the client is refused"));
            case RATE_LIMITED -> refused(refreshToken, new RateLimited("a pause", Duration.ofSeconds(1)));
            default -> committed(mishap, refreshToken, times);
        };
    }

    private Spending refused(String refreshToken, TokenException why) {
        families.refuse(refreshToken, process);
        return new Spending.NotSpent(why);
    }

    private Spending committed(RefreshMishap mishap, String refreshToken, Times times) {
        Tokens tokens = families.spend(refreshToken, process, mishap != RefreshMishap.WITHOUT_SUCCESSOR);
        boolean arrives = stopped(Point.AFTER_COMMIT) && !times.answerBefore().hasPassed();
        if (!arrives || mishap == RefreshMishap.ANSWER_LOST) {
            return new Spending.Lost(timeout());
        }
        if (mishap == RefreshMishap.FAILED_AFTER_COMMIT) {
            return new Spending.Lost(failure());
        }
        return tokens.access() == null ? new Spending.Dead("invalid_grant") : rotated(mishap, tokens);
    }

    private Spending rotated(RefreshMishap mishap, Tokens tokens) {
        return new Spending.Rotated(
                mishap == RefreshMishap.WITHOUT_ACCESS || tokens.access() == null ? null : access(tokens.access()),
                tokens.refresh() == null ? null : Secret.of(tokens.refresh()));
    }

    private GrantedAccess access(String token) {
        Instant now = time.now();
        return new GrantedAccess(AccessToken.bearer(token), now, now.plus(LIFETIME));
    }

    /** Whether it went on. */
    private boolean stopped(Point point) {
        @Nullable Stop stop;
        synchronized (stops) {
            stop = stops.get(point);
        }
        try {
            if (stop != null) {
                stop.pass();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static TokenException timeout() {
        return new UpstreamTimeout("the provider did not answer in time");
    }

    private static TokenException failure() {
        return UpstreamFailed.passing("the provider failed with status 500", null, null);
    }

    @Override
    public String toString() {
        return "StrictProvider[" + id + " for " + process + "]";
    }
}
