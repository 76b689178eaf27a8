package dev.jeton.app;

import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.caller.CallersFile;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.app.lifecycle.Opened;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.validation.CallerJwts;
import dev.jeton.app.validation.Issuers;
import dev.jeton.app.validation.JwtJudge;
import dev.jeton.app.validation.OwnApiTokens;
import dev.jeton.identity.Identity;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.upkeep.Progress;
import dev.jeton.identity.upkeep.Upkeep;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.store.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** First-party identity in this process, if there is a database for it, and the validation of JWTs. */
final class FirstParty implements AutoCloseable {

    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
    private static final Duration KEYS_EVERY = Duration.ofMinutes(5);

    private final Opened opened = new Opened();
    private final @Nullable Identity identityOrNull;
    private final JwtJudge judge;
    private final Callers.Checks checks;

    /**
     * What it is made of.
     *
     * @param storeOrNull null = there is no database
     * @param verdicts hears of every token that was looked at
     */
    record Parts(
            @Nullable IdentityStore storeOrNull,
            SharedState state,
            Sealer sealer,
            UpstreamHttp http,
            Consumer<JwtVerdict> verdicts,
            TokenEvents events,
            TimeSource time) {}

    FirstParty(Parts parts, Settings settings) {
        try {
            this.identityOrNull = parts.storeOrNull == null ? null : identity(parts.storeOrNull, parts, settings);
            Optional<CallersFile> callers = settings.door().callers();
            ForeignIssuers issuers = open(issuers(callers, parts, settings));
            this.judge =
                    new JwtJudge(identityOrNull == null ? null : identityOrNull.validator(), issuers, parts.verdicts);
            this.checks = new Callers.Checks(
                    apiTokens(), jwts(callers, shares(settings).verdicts(), parts.time));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ForeignIssuers issuers(Optional<CallersFile> callers, Parts parts, Settings settings) {
        return Issuers.open(
                settings.sources().genesysLoginUrl().orElse(null),
                callers.map(CallersFile::issuers).orElseGet(List::of),
                parts.http,
                new Issuers.Neighbours(parts.state.cache(), parts.events, parts.time));
    }

    private Identity identity(IdentityStore store, Parts parts, Settings settings) {
        Identity identity = open(Identity.over(
                new Identity.Parts(
                        store,
                        parts.state.cache(),
                        longestCached(parts.state.reach(), settings),
                        parts.sealer,
                        parts.events,
                        parts.time),
                settings.identity().believingKeysFor(shares(settings).keys())));
        open(Upkeep.start(
                List.of(
                        new Upkeep.Work("signing keys", KEYS_EVERY, () -> {
                            boolean unused =
                                    identity.signingKeys().rotateIfDue().isPresent();
                        }),
                        new Upkeep.Work("clean-up", CLEAN_UP_EVERY, () -> {
                            long unused = identity.cleanUp().run(Progress.SILENT);
                        })),
                parts.events,
                () -> ThreadLocalRandom.current().nextDouble(),
                parts.time));
        return identity;
    }

    /** Of a database that others may change too nobody tells a cache in memory. */
    private static Duration longestCached(SharedState.Reach reach, Settings settings) {
        boolean alone =
                settings.rotating().database().flatMap(StoreSettings::file).isPresent();
        return reach == SharedState.Reach.FLEET || alone
                ? Duration.ofDays(1)
                : settings.broker().near().ttl();
    }

    private ApiTokenCheck apiTokens() {
        Identity identity = identityOrNull;
        return identity == null ? ApiTokenCheck.none() : new OwnApiTokens(identity.apiTokens());
    }

    private static NearShares shares(Settings settings) {
        return NearShares.of(settings.broker().near());
    }

    private JwtCheck jwts(Optional<CallersFile> callers, Duration believed, TimeSource time) {
        Set<String> issuers = callers.map(CallersFile::callers).orElseGet(List::of).stream()
                .map(caller -> caller.proof().issuer())
                .collect(Collectors.toUnmodifiableSet());
        return issuers.isEmpty() ? JwtCheck.none() : new CallerJwts(judge, issuers, believed, time);
    }

    Optional<Identity> identity() {
        return Optional.ofNullable(identityOrNull);
    }

    JwtJudge judge() {
        return judge;
    }

    /** What callers' credentials are checked by. */
    Callers.Checks checks() {
        return checks;
    }

    private <T extends AutoCloseable> T open(T resource) {
        return opened.add(resource);
    }

    @Override
    public void close() {
        opened.close();
    }
}
