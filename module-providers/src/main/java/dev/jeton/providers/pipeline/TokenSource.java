package dev.jeton.providers.pipeline;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;

/** Answers with a token. The stages of the pipeline are sources around sources. */
@FunctionalInterface
public interface TokenSource {

    /**
     * A token that fits the demand.
     *
     * @throws TokenException typed by what went wrong
     */
    TokenAnswer get(TokenDemand demand);
}
