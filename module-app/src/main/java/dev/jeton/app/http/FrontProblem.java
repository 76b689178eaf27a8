package dev.jeton.app.http;

import dev.jeton.app.problem.Problem;
import dev.jeton.app.problem.Problems;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a request ends with a problem that is answered in front of Javalin, in the same words as behind it. */
final class FrontProblem {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");
    private static final HttpField TYPE = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);

    private FrontProblem() {}

    /** Sets the head of the answer to {@code failure}, and gives its body. */
    static byte[] of(Exception failure, Response response, RequestTrace trace) {
        Problem problem = Door.problem(failure);
        if (problem.equals(Problems.defect())) {
            LOG.error("defect correlationId={}", trace.correlationId(), failure);
        }
        trace.failedWith(problem);
        response.setStatus(problem.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(TYPE);
        return ProblemAnswer.of(problem, trace.correlationId(), headers::put);
    }
}
