package dev.jeton.app.http;

import dev.jeton.api.TokenException;
import dev.jeton.app.problem.Problem;
import dev.jeton.app.problem.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a request ends with a problem that Javalin answers; {@link FrontProblem} is for those in front of it. */
final class RoutedProblem {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");

    private RoutedProblem() {}

    /** Has whatever is thrown behind {@code routes} told to callers. */
    static void declare(RoutesConfig routes) {
        routes.exception(TokenException.class, (e, ctx) -> tell(ctx, Problems.of(e)));
        routes.exception(ProblemException.class, (e, ctx) -> tell(ctx, e.problem()));
        routes.exception(HttpResponseException.class, RoutedProblem::refused);
        routes.exception(Exception.class, RoutedProblem::defect);
    }

    /** No route, or none for this method; then the details name the methods that there are (RFC 9110 section 15.5.6). */
    private static void refused(HttpResponseException e, Context ctx) {
        if (e.getStatus() == 405) {
            ctx.header("Allow", String.join(", ", e.getDetails().values()));
        }
        tell(ctx, Problems.ofStatus(e.getStatus()));
    }

    private static void defect(Exception e, Context ctx) {
        LOG.error("defect correlationId={}", RequestTrace.of(ctx).correlationId(), e);
        tell(ctx, Problems.defect());
    }

    private static void tell(Context ctx, Problem problem) {
        RequestTrace trace = RequestTrace.of(ctx);
        trace.failedWith(problem);
        ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE);
        ctx.result(ProblemAnswer.of(problem, trace.correlationId(), ctx::header));
    }
}
