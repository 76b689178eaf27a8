package dev.jeton.app.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An error as a client sees it: a problem document (RFC 9457) with our {@code code}. */
public record Problem(
        ProblemCode code,
        int status,
        String detail,
        @Nullable Duration retryAfterOrNull) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode code, String detail) {
        return of(code, code.status(), detail);
    }

    /** One with another status than its code usually has. */
    static Problem of(ProblemCode code, int status, String detail) {
        return new Problem(code, status, detail, null);
    }

    /** Whole seconds, rounded up: an earlier try would be too early. */
    public Optional<Long> retryAfterSeconds() {
        return Optional.ofNullable(retryAfterOrNull)
                .map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** How logs and metrics name it. */
    public String label() {
        return code.label();
    }

    /** The members of the document, in the order in which people read them. */
    public Map<String, Object> members(String correlationId) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:jeton:problem:" + label().replace('_', '-'));
        members.put("title", code.title());
        members.put("status", status);
        members.put("detail", detail);
        members.put("code", code.name());
        members.put("correlationId", correlationId);
        retryAfterSeconds().ifPresent(seconds -> members.put("retryAfterSeconds", seconds));
        return members;
    }
}
