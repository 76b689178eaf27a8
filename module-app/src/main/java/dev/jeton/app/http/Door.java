package dev.jeton.app.http;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Policy;
import dev.jeton.app.problem.Problem;
import dev.jeton.app.problem.Problems;
import dev.jeton.providers.api.ApiFailure;
import io.javalin.http.Handler;

/**
 * What stands around every handler behind the gate: whether this caller may do this, and that it is recorded how it ended, before the
 * answer is given.
 */
final class Door {

    private final Audit audit;
    private final TimeSource time;

    Door(Audit audit, TimeSource time) {
        this.audit = audit;
        this.time = time;
    }

    /** What is done behind it. */
    interface Work<T> {
        T done() throws Exception;
    }

    /** {@code handler} as {@code action}. */
    Handler around(Action action, Handler handler) {
        return ctx -> {
            RequestTrace trace = RequestTrace.of(ctx);
            Recorded.pathOf(ctx, trace);
            boolean unused = through(trace, action, () -> {
                handler.handle(ctx);
                return true;
            });
        };
    }

    /**
     * What {@code work} gives.
     *
     * @throws StoreUnavailable if it could not be recorded, and must be; else whatever {@code work} throws
     */
    <T> T through(RequestTrace trace, Action action, Work<T> work) throws Exception {
        T done;
        try {
            trace.attempts(action);
            if (!Policy.may(trace.caller(), action)) {
                throw new ProblemException(Problems.forbidden());
            }
            if (action.isAudited()) {
                audit.admit();
            }
            done = work.done();
        } catch (Exception e) {
            trace.failedWith(problem(e));
            record(trace);
            throw e;
        }
        try {
            record(trace);
        } catch (RuntimeException e) {
            if (done instanceof AutoCloseable open) {
                // Nobody will be given it.
                open.close();
            }
            throw e;
        }
        return done;
    }

    private void record(RequestTrace trace) {
        if (trace.isAudited()) {
            audit.record(trace.record(time.millis()));
        }
    }

    /** Says no before anything has looked the tenant up: to whom it may not matter it must not be told whether there is one. */
    static void require(RequestTrace trace, TokenKey key) {
        if (!Policy.may(trace.caller(), trace.action(), key)) {
            throw new ProblemException(Problems.forbidden());
        }
    }

    /** The same for a token that has to be made anew, which is more than to read one, and is counted. */
    static void requireRefresh(RequestTrace trace, TokenKey key) {
        trace.attempts(Action.TOKEN_REFRESH);
        require(trace, key);
        trace.caller().allowance().forcedRefresh();
    }

    /** How a request ends that ends with {@code failure}. */
    static Problem problem(Exception failure) {
        return switch (failure) {
            case TokenException e -> Problems.of(e);
            case ProblemException e -> e.problem();
            case ApiFailure e -> Problems.of(e);
            default -> Problems.defect();
        };
    }
}
