package dev.jeton.app.observe;

/** A line of the log that is spelled where it is written, so that whoever logs it need not wait for that. */
@FunctionalInterface
public interface LogLine {

    /** Appends the line, without its end. */
    void appendTo(StringBuilder text);
}
