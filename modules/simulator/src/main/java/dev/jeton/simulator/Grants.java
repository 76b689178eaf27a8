package dev.jeton.simulator;

import dev.jeton.simulator.Family.Cause;
import dev.jeton.simulator.Spend.Outcome;
import dev.jeton.simulator.TokenFamily.Holder;
import dev.jeton.simulator.TokenFamily.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * The refresh tokens that one authorization server has given, and the truth about what was done with them, for a checker to
 * ask afterwards. A spend is written down in the same step that decides it, before its answer leaves.
 */
public final class Grants {

    private final InstantSource clock;
    private final Tokens tokens;
    private final SpendLedger ledger = new SpendLedger();
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, List<TokenFamily>> byTenant = new ConcurrentHashMap<>();
    private final Map<String, TokenFamily> byToken = new ConcurrentHashMap<>();

    /** Whom a family will be of. */
    record Consent(String tenant, String clientId, Set<String> scopes, Temper temper) {}

    /**
     * A refresh token and who presents it.
     *
     * @param tenant as far as the client tells
     */
    record Presented(String refreshToken, String tenant, String clientId) {
        @Override
        public String toString() {
            return "Presented[" + tenant + " " + clientId + "]";
        }
    }

    Grants(InstantSource clock, Tokens tokens) {
        this.clock = clock;
        this.tokens = tokens;
    }

    /** What was presented for a tenant, oldest first; of all tenants together the last {@value Ledger#KEPT} are kept. */
    public List<Spend> spends(String tenant) {
        return ledger.spends(tenant);
    }

    /** The served spends whose answers did not arrive, as far as can be known here: thrown away, cut, or not to be written. */
    public List<Spend> lostAnswers(String tenant) {
        return ledger.lost(tenant);
    }

    /** How often a refresh token was presented that had been spent before, whatever the server thought of that. */
    public int doubleSpends(String tenant) {
        return ledger.doubles(tenant);
    }

    /** How often a refresh token was presented. */
    public int count(String tenant) {
        return ledger.count(tenant);
    }

    /**
     * Waits until {@code n} refresh tokens have been presented; by then what they gave is committed.
     *
     * @throws IllegalStateException if they have not within {@code patience}; the message says how many have
     */
    public void awaitCount(String tenant, int n, Duration patience) throws InterruptedException {
        ledger.awaitCount(tenant, n, patience);
    }

    /**
     * Waits until {@code n} served spends have lost their answers; a caller whose answer hangs waits by then.
     *
     * @throws IllegalStateException if they have not within {@code patience}; the message says how many have
     */
    public void awaitLostAnswers(String tenant, int n, Duration patience) throws InterruptedException {
        ledger.awaitLost(tenant, n, patience);
    }

    /** The tenant's connections, oldest first. */
    public List<Family> families(String tenant) {
        return byTenant.getOrDefault(tenant, List.of()).stream()
                .map(family -> family.exclusively(family::seen))
                .toList();
    }

    /** Whether the tenant's newest connection lives; false without any. */
    public boolean isAlive(String tenant) {
        return newest(tenant)
                .filter(family -> family.exclusively(family::seen).isAlive())
                .isPresent();
    }

    /** The refresh token that the tenant's newest connection began with, spent or not. */
    public Optional<String> firstToken(String tenant) {
        return newest(tenant).map(family -> family.exclusively(family::first));
    }

    /** Takes the consent of the tenant's newest connection back: its refresh tokens and access tokens die. */
    public void disconnect(String tenant) {
        newest(tenant)
                .ifPresent(family -> family.exclusively(() -> {
                    family.revoke(Cause.DISCONNECTED, family.seen().generation(), clock.instant());
                    bury(family);
                    return family;
                }));
    }

    /** The first refresh token of a new family; older families of the tenant stay as they are. */
    String connect(Consent consent) {
        Holder holder = new Holder(lastId.incrementAndGet(), consent.tenant, consent.clientId, consent.scopes);
        TokenFamily family = new TokenFamily(holder, consent.temper);
        byToken.put(family.first(), family);
        byTenant.computeIfAbsent(consent.tenant, id -> new CopyOnWriteArrayList<>())
                .add(family);
        return family.first();
    }

    /** To whom a refresh token belongs, whatever has become of it. */
    Optional<Holder> holder(String refreshToken) {
        return Optional.ofNullable(byToken.get(refreshToken)).map(TokenFamily::holder);
    }

    /** @param mint makes an access token for a tenant, while nobody else can touch the family */
    Exchanged exchange(Presented presented, UnaryOperator<String> mint) {
        TokenFamily family = byToken.get(presented.refreshToken);
        if (family == null) {
            return entered(new Spend(presented.tenant, 0, 0, clock.instant(), Outcome.UNKNOWN));
        }
        if (!family.holder().clientId().equals(presented.clientId)) {
            return refuse(presented.refreshToken);
        }
        return family.exclusively(() -> exchange(family, presented.refreshToken, mint));
    }

    /** Writes down that a token was presented and, for a reason that has nothing to do with its family, not looked at. */
    Exchanged refuse(String refreshToken) {
        TokenFamily family = byToken.get(refreshToken);
        return family == null
                ? entered(new Spend(Call.UNKNOWN_TENANT, 0, 0, clock.instant(), Outcome.UNKNOWN))
                : family.exclusively(() -> entered(spend(family, family.refuse(refreshToken), clock.instant())));
    }

    void lost(Spend spend) {
        ledger.lose(spend);
    }

    private Exchanged exchange(TokenFamily family, String refreshToken, UnaryOperator<String> mint) {
        Instant now = clock.instant();
        Turn turn = family.present(refreshToken, now);
        Spend spend = spend(family, turn, now);
        if (turn.outcome() == Outcome.REUSED) {
            bury(family);
        }
        if (!spend.isServed()) {
            return entered(spend);
        }
        turn.refreshToken().ifPresent(successor -> byToken.put(successor, family));
        String accessToken = mint.apply(family.holder().tenant());
        family.remember(accessToken);
        ledger.enter(spend);
        return new Exchanged(spend, accessToken, turn.successor());
    }

    private static Spend spend(TokenFamily family, Turn turn, Instant now) {
        Holder holder = family.holder();
        return new Spend(holder.tenant(), holder.id(), turn.generation(), now, turn.outcome());
    }

    private Exchanged entered(Spend refused) {
        ledger.enter(refused);
        return Exchanged.refused(refused);
    }

    private void bury(TokenFamily dead) {
        dead.accessTokens().forEach(tokens::revoke);
    }

    private Optional<TokenFamily> newest(String tenant) {
        List<TokenFamily> families = byTenant.getOrDefault(tenant, List.of());
        return families.isEmpty() ? Optional.empty() : Optional.of(families.getLast());
    }
}
