package dev.jeton.providers.near;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.time.TimeSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The first stage: answers from this process where it can, and has tokens renewed that are due while they are still good. It
 * takes the request as it came; only what goes further is given a deadline and whatever else it needs.
 */
public final class NearSource {

    private final NearTokens tokens;
    private final RefreshAhead ahead;
    private final Function<TokenRequest, TokenAnswer> further;
    private final TimeSource time;

    public NearSource(
            NearTokens tokens, RefreshAhead ahead, Function<TokenRequest, TokenAnswer> further, TimeSource time) {
        this.tokens = tokens;
        this.ahead = ahead;
        this.further = further;
        this.time = time;
    }

    /** A token that fits the request. */
    public TokenAnswer get(TokenRequest request) {
        TokenAnswer near = nearOrNull(request);
        return near != null ? near : further.apply(request);
    }

    private @Nullable TokenAnswer nearOrNull(TokenRequest request) {
        long now = time.millis();
        HeldToken token = tokens.believedOrNull(request.key(), now);
        if (token == null || !fits(request, token)) {
            return null;
        }
        if (token.isDue(now)) {
            ahead.due(request.key(), token);
        }
        return token.answer();
    }

    private boolean fits(TokenRequest request, HeldToken token) {
        boolean content = switch (request.freshness()) {
            case Freshness.Cached() -> true;
            case Freshness.NotThis wish -> wish.permits(token.entry().token().fingerprint());
            case Freshness.Forced() -> false;
            case Freshness.Ahead(var due) -> false;
        };
        return content && (request.minTtl().isZero() || token.entry().schedule().lasts(request.minTtl(), time.now()));
    }

    @Override
    public String toString() {
        return "near > " + further;
    }
}
