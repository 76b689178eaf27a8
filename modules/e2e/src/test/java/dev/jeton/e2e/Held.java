package dev.jeton.e2e;

import dev.jeton.testkit.concurrent.Eventually;
import dev.jeton.testkit.http.HttpAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** A forced refresh that is to stand still somewhere; begun again if it ends before it comes there, as on a busy machine. */
final class Held {

    private final Rotating rotating;
    private final Broker broker;
    private final String tenant;
    private final BooleanSupplier isThere;
    private CompletableFuture<HttpAnswer> answer;

    /** @param isThere whether it stands where it is to stand */
    Held(Rotating rotating, Broker broker, String tenant, BooleanSupplier isThere) {
        this.rotating = rotating;
        this.broker = broker;
        this.tenant = tenant;
        this.isThere = isThere;
        this.answer = rotating.forcing(broker, tenant);
    }

    /** Returns when it stands there. */
    Held await() {
        Eventually.isTrue(tenant + " is held", Broker.PATIENCE, () -> {
            if (!isThere.getAsBoolean() && answer.isDone()) {
                answer = rotating.forcing(broker, tenant);
            }
            return isThere.getAsBoolean();
        });
        return this;
    }

    /** What the caller gets in the end; 0 = nothing, for the broker has died. */
    int status() {
        return answer.handle((got, failure) -> got == null ? 0 : got.status()).join();
    }
}
