package dev.jeton.app.http.proxy;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;

/**
 * A caller's call of an API, as the caller who may make it.
 *
 * @param given hears of each token that is sent along
 */
public record ApiCall(
        TokenKey key, ProxyTarget target, Request request, CorrelationId correlationId, Consumer<TokenAnswer> given) {}
