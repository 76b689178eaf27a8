package dev.jeton.providers.pipeline;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.SomeEntries;
import java.time.Duration;

/** Demands and answers of one key, for tests of single stages. */
final class Demands {
    static final TokenKey KEY = TokenKey.of("counting", "acme");

    private Demands() {}

    static TokenDemand any(TimeSource time) {
        return TokenDemand.of(TokenRequest.of(KEY), time);
    }

    static TokenDemand forced(TimeSource time) {
        return any(time).with(new Freshness.Forced());
    }

    static TokenDemand notThis(TokenEntry rejected, TimeSource time) {
        return any(time).with(new Freshness.NotThis(rejected.token().fingerprint()));
    }

    static TokenDemand within(Duration patience, TimeSource time) {
        return TokenDemand.of(TokenRequest.of(KEY).within(patience), time);
    }

    static TokenEntry hourLong(TimeSource time) {
        return SomeEntries.lasting(Duration.ofHours(1), time.now());
    }

    static TokenAnswer fresh(TimeSource time) {
        return new TokenAnswer(hourLong(time), TokenAnswer.Source.FRESH);
    }
}
