package dev.jeton.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The spelling of one line: a JSON object that begins with its number and with the SHA-256 of the line before, so that neither has to be
 * looked for.
 */
final class AuditLine {

    /** No line of ours is longer: names are bounded, and there are no others in it. */
    static final int LONGEST = 16 * 1024;

    /** Who writes notes. */
    private static final String BROKER = "jeton";

    private static final String NOTE = "audit:note";

    private static final Pattern BEGINNING =
            Pattern.compile("\\{\"seq\":(0|[1-9][0-9]{0,17}),\"prev\":\"([0-9a-f]{64})\",\"time\":\".*\\}");
    private static final Pattern NOTED =
            Pattern.compile("\\{\"seq\":[0-9]+,\"prev\":\"[0-9a-f]{64}\",\"time\":\"[^\"]*\",\"who\":\"" + BROKER
                    + "\",\"action\":\"" + NOTE + "\",\"note\":\"([^\"]*)\"\\}");

    private final StringBuilder text = new StringBuilder(400);

    private AuditLine(Link before, long millis, String who, String action) {
        text.append("{\"seq\":").append(before.seq() + 1).append(",\"prev\":\"").append(before.hash());
        text.append("\",\"time\":\"").append(Instant.ofEpochMilli(millis)).append('"');
        member("who", who);
        member("action", action);
    }

    /** The line of {@code record} after {@code before}, without its end. */
    static byte[] of(Link before, AuditRecord record) {
        AuditLine line = new AuditLine(before, record.millis(), record.who(), record.action());
        AuditRecord.Subject subject = record.subject();
        line.member("tenant", subject.tenantOrNull());
        line.member("type", subject.typeOrNull());
        line.member("object", subject.objectOrNull());
        line.member("fingerprint", subject.fingerprintOrNull());
        line.member("source", record.outcome().sourceOrNull());
        line.member("outcome", record.outcome().code());
        line.member("correlationId", record.outcome().correlationId());
        return line.end();
    }

    /** A line in which the broker says something about the audit itself. */
    static byte[] note(Link before, long millis, String note) {
        AuditLine line = new AuditLine(before, millis, BROKER, NOTE);
        line.member("note", note.replace('"', '\''));
        return line.end();
    }

    private void member(String name, @Nullable String value) {
        if (value != null) {
            text.append(",\"").append(name).append("\":\"");
            JsonStringEncoder.getInstance().quoteAsString(value, text);
            text.append('"');
        }
    }

    private byte[] end() {
        return text.append('}').toString().getBytes(UTF_8);
    }

    /** What a line follows, in its own words; empty = it is no line of ours. */
    static Optional<Link> before(byte[] line) {
        Matcher beginning = BEGINNING.matcher(new String(line, UTF_8));
        return beginning.matches()
                ? Optional.of(new Link(Long.parseLong(beginning.group(1)) - 1, beginning.group(2)))
                : Optional.empty();
    }

    /** What the broker has noted in a line; empty = it is a record. */
    static Optional<String> noted(byte[] line) {
        Matcher noted = NOTED.matcher(new String(line, UTF_8));
        return noted.matches() ? Optional.of(noted.group(1)) : Optional.empty();
    }
}
