package dev.jeton.app.http.proxy;

import dev.jeton.api.ProviderId;
import java.time.Duration;

/** Hears how calls of APIs end. */
public interface ProxyEvents {

    ProxyEvents NO_OP = new ProxyEvents() {
        @Override
        public void answered(ProviderId provider, int status, Duration after) {}

        @Override
        public void failed(ProviderId provider) {}

        @Override
        public void repeated(ProviderId provider) {}
    };

    /** The head of an answer is there. */
    void answered(ProviderId provider, int status, Duration after);

    /** There was no answer. */
    void failed(ProviderId provider);

    /** The token was dead, and the call is sent again with another one. */
    void repeated(ProviderId provider);
}
