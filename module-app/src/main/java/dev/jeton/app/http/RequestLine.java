package dev.jeton.app.http;

import dev.jeton.app.observe.Lines;
import dev.jeton.app.observe.LogClock;
import dev.jeton.app.observe.LogLine;
import org.slf4j.event.Level;

/**
 * What the log says of one request: who, what, how and how long.
 *
 * @param tenths of a millisecond that it took
 */
record RequestLine(Head head, String method, String path, int status, Ending ending, long tenths) implements LogLine {

    /**
     * What every line begins with.
     *
     * @param millis of the wall clock
     */
    record Head(LogClock clock, long millis, Level level) {}

    /** Who asked for whom and how it ended, as texts: a token has no business waiting in a log. */
    record Ending(String outcome, String caller, String tenant, String type, String source, String correlationId) {

        static Ending of(RequestTrace trace) {
            return new Ending(
                    trace.outcome(),
                    trace.who(),
                    trace.tenant(),
                    trace.type(),
                    trace.source(),
                    trace.correlationId().value());
        }
    }

    @Override
    public void appendTo(StringBuilder text) {
        head.clock.appendTo(text, head.millis);
        text.append(' ').append(head.level).append(" jeton.request - ");
        text.append(Lines.clean(method)).append(' ').append(Lines.clean(path));
        text.append(" status=").append(status);
        text.append(" outcome=").append(ending.outcome);
        text.append(" caller=").append(ending.caller);
        text.append(" tenant=").append(ending.tenant);
        text.append(" type=").append(ending.type);
        text.append(" source=").append(ending.source);
        text.append(" durationMs=").append(tenths / 10).append('.').append(tenths % 10);
        text.append(" correlationId=").append(ending.correlationId);
    }
}
