package dev.jeton.providers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.AccessToken;
import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenAnswer.Source;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenException.CacheUnavailable;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TtlPolicy;
import dev.jeton.api.Validity;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.providers.BrokerSettings;
import dev.jeton.providers.NearSettings;
import dev.jeton.providers.near.NearTokens;
import dev.jeton.providers.pipeline.TokenPipeline.Assembled;
import dev.jeton.testkit.fake.CountingProvider;
import dev.jeton.testkit.fake.FixedCredentials;
import dev.jeton.testkit.fake.LocalState;
import dev.jeton.testkit.fake.ToldChanges;
import dev.jeton.testkit.fake.UnusableState;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a renewal may do, and may not, on its way through all stages. */
class RenewalTest {

    private static final Duration DUE = Duration.ofMinutes(56);

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final ManualTime time = ManualTime.standingStill();
    private final UnusableState state = new UnusableState(new LocalState(time));

    /** Live, and what it would tell is still under way. */
    private final ToldChanges late = new ToldChanges();

    private final NearTokens near = new NearTokens(NearSettings.DEFAULT, late, () -> 0, time);
    private final CountingProvider provider = new CountingProvider("counting");
    private final Assembled pipeline = new TokenPipeline(
                    new TokenPipeline.Parts(
                            state,
                            new FixedCredentials(Map.of("clientId", "id")),
                            new TokenPipeline.Memory(near, new Refusals(time), new Rejections()),
                            threads,
                            TokenEvents.NO_OP,
                            time),
                    BrokerSettings.defaults())
            .assemble(provider);

    private TokenAnswer get() {
        return pipeline.source().get(Demands.any(time));
    }

    private TokenDemand ahead(TokenAnswer due) {
        return Demands.any(time).with(new Freshness.Ahead(due.token().fingerprint()));
    }

    private TokenAnswer renewed(TokenAnswer due) {
        return pipeline.ahead().get(ahead(due));
    }

    @Test
    @DisplayName("57 a pause that the provider asks a renewal for is kept by the next ones")
    void retryAfter() {
        TokenAnswer due = get();
        time.advance(DUE);
        provider.failingWith(new RateLimited("slow down", Duration.ofSeconds(120)));
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> renewed(due)).isInstanceOf(RateLimited.class);
            time.advance(Duration.ofSeconds(2));
        }
        assertThat(provider.calls()).isEqualTo(2);
        assertThat(get().token()).isEqualTo(due.token());
    }

    @Test
    @DisplayName("a renewal does not go on alone when the shared state fails it on its way")
    void notAlone() {
        TokenAnswer due = get();
        time.advance(DUE);
        state.breakDownUnnoticed();
        assertThatThrownBy(() -> renewed(due)).isInstanceOf(CacheUnavailable.class);
        state.breakDown();
        assertThatThrownBy(() -> renewed(due)).isInstanceOf(CacheUnavailable.class);
        assertThat(provider.calls()).isEqualTo(1);
    }

    @Test
    @DisplayName("a renewal that read the old token before a caller was given another does not bring it back")
    void olderReading() {
        TokenAnswer due = get();
        TokenSource slow = demand -> {
            pipeline.source().get(Demands.notThis(due.entry(), time));
            return new TokenAnswer(due.entry(), Source.CACHE);
        };
        assertThat(new KeptSource(slow, near, new Rejections()).get(ahead(due)).token())
                .isEqualTo(due.token());
        assertThat(near.find(Demands.KEY).orElseThrow().token()).isNotEqualTo(due.token());
    }

    @Test
    @DisplayName("a token that another process had again, for another while, is not asked for once more")
    void sameTokenAnew() {
        TtlPolicy policy = new TtlPolicy(Duration.ofSeconds(60), Duration.ofSeconds(300), () -> 0);
        AccessToken same = AccessToken.bearer("the-same-token");
        TokenEntry old = new TokenEntry(same, policy.schedule(new Validity.Lasting(Duration.ofHours(1)), time.now()));
        time.advance(DUE);
        TokenEntry anew = new TokenEntry(same, policy.schedule(new Validity.Lasting(Duration.ofHours(1)), time.now()));
        state.tokens().store(Demands.KEY, anew);
        assertThat(renewed(new TokenAnswer(old, Source.NEAR)).entry()).isEqualTo(anew);
        assertThat(provider.calls()).isZero();
    }

    @Test
    @DisplayName("a renewal that finds the lock taken is content, and asks nobody")
    void lockTaken() {
        TokenAnswer due = get();
        time.advance(DUE);
        try (var held =
                state.locks().tryAcquire(Demands.KEY, Duration.ofSeconds(30)).orElseThrow()) {
            assertThat(renewed(due).token()).isEqualTo(due.token());
            assertThat(held).isNotNull();
        }
        assertThat(provider.calls()).isEqualTo(1);
    }
}
