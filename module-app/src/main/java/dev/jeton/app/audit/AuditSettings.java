package dev.jeton.app.audit;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an audit is kept in files.
 *
 * @param directory of this process alone
 * @param sync the longest that a written record may wait for the disk; zero = answers wait for the disk too
 */
public record AuditSettings(Path directory, OnFailure onFailure, Duration sync) {

    /** What becomes of an answer whose record cannot be written. */
    public enum OnFailure {
        /** It is not given; and it is never given before its record is written. */
        REFUSE,
        /** It is given, and the loss is logged and counted. */
        WARN
    }

    public AuditSettings {
        if (sync.isNegative()) {
            throw new IllegalArgumentException("sync must not be negative");
        }
    }
}
