package dev.jeton.app.http;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenKey;
import dev.jeton.app.audit.AuditRecord;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Caller;
import dev.jeton.app.observe.SourceLabel;
import dev.jeton.app.problem.Problem;
import dev.jeton.app.problem.ProblemCode;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one HTTP request besides what Javalin knows: who asks, what for, and how it ended. Gate and handlers
 * fill it, the request log and the audit read it.
 */
public final class RequestTrace {

    static final String CORRELATION_HEADER = "X-Correlation-ID";

    private static final String ATTRIBUTE = "dev.jeton.trace";
    private static final String FORBIDDEN = ProblemCode.FORBIDDEN.label();

    private final boolean correlatedByHeader;
    private CorrelationId correlationId;
    private @Nullable Caller caller;
    private @Nullable Action action;
    private @Nullable TokenKey key;
    private @Nullable String object;
    private @Nullable Fingerprint rejected;
    private @Nullable TokenAnswer answer;
    private String outcome = "ok";
    private @Nullable String recorded;

    private RequestTrace(boolean correlatedByHeader, CorrelationId correlationId) {
        this.correlatedByHeader = correlatedByHeader;
        this.correlationId = correlationId;
    }

    /** Begins with the caller's correlation id, or with a new one where the caller sent none that is valid. */
    static RequestTrace begin(@Nullable String header) {
        Optional<CorrelationId> sent = Optional.ofNullable(header).flatMap(CorrelationId::parse);
        return new RequestTrace(sent.isPresent(), sent.orElseGet(CorrelationId::random));
    }

    /** The same, for a request that Javalin answers. */
    static void begin(Context ctx) {
        RequestTrace trace = begin(ctx.header(CORRELATION_HEADER));
        ctx.attribute(ATTRIBUTE, trace);
        trace.tell(ctx);
    }

    /** What is known of this request. */
    public static RequestTrace of(Context ctx) {
        RequestTrace trace = ctx.attribute(ATTRIBUTE);
        if (trace == null) {
            begin(ctx);
            return of(ctx);
        }
        return trace;
    }

    /** Echoes the correlation id that is in force by now. */
    void tell(Context ctx) {
        ctx.header(CORRELATION_HEADER, correlationId.value());
    }

    CorrelationId correlationId() {
        return correlationId;
    }

    /** A correlation id in the body counts where the header named none that is valid. */
    void correlateBy(CorrelationId fromBody) {
        if (!correlatedByHeader) {
            correlationId = fromBody;
        }
    }

    void calledBy(Caller known) {
        caller = known;
    }

    /** Who calls; nobody gets behind the gate without being somebody. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("nobody has passed the gate");
        }
        return caller;
    }

    /** What the request is about to do; the last one that is named is what is recorded. */
    void attempts(Action attempted) {
        action = attempted;
    }

    Action action() {
        if (action == null) {
            throw new IllegalStateException("a route has no action");
        }
        return action;
    }

    /** What the request is about where that is no tenant: a user, a session, a key. Never a secret. */
    public void concerns(String named) {
        object = named;
    }

    /** How the audit tells that it ended, where the problem's code does not say it. */
    void recordedAs(String told) {
        recorded = told;
    }

    /** The token that the caller reports. */
    void rejects(Fingerprint token) {
        rejected = token;
    }

    void asksFor(TokenKey asked) {
        key = asked;
    }

    void answeredWith(TokenAnswer given) {
        answer = given;
    }

    void failedWith(Problem problem) {
        outcome = problem.label();
    }

    /** The answer has begun and will not come to its end. */
    void brokeOff() {
        outcome = "broken_off";
    }

    /** How logs name the caller. */
    String who() {
        return caller == null ? "-" : caller.name();
    }

    /** Whether it goes into the audit: what hands something out or changes something, and whatever a caller may not do. */
    boolean isAudited() {
        return caller != null && action != null && (action.isAudited() || outcome.equals(FORBIDDEN));
    }

    /** For the audit. */
    AuditRecord record(long millis) {
        AuditRecord.Subject subject = key == null && object == null
                ? AuditRecord.Subject.NONE
                : new AuditRecord.Subject(
                        key == null ? null : key.tenant().value(),
                        key == null ? null : key.provider().value(),
                        fingerprint(),
                        object);
        AuditRecord.Outcome end = new AuditRecord.Outcome(
                recorded == null ? outcome : recorded, answer == null ? null : source(), correlationId.value());
        return new AuditRecord(millis, caller().name(), action().word(), subject, end);
    }

    private @Nullable String fingerprint() {
        if (answer != null) {
            return answer.token().fingerprint().value();
        }
        return rejected == null ? null : rejected.value();
    }

    String tenant() {
        return key == null ? "-" : key.tenant().value();
    }

    String type() {
        return key == null ? "-" : key.provider().value();
    }

    String source() {
        return answer == null ? "-" : SourceLabel.of(answer.source(), answer.degraded());
    }

    String outcome() {
        return outcome;
    }
}
