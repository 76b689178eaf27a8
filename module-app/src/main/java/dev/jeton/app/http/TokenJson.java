package dev.jeton.app.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenAnswer;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Answers that hold a token, as JSON. Moments are RFC 3339 in UTC, to the second; lifetimes are whole seconds. */
final class TokenJson {

    private TokenJson() {}

    static byte[] current(TokenAnswer answer, Instant now) {
        return JsonWriter.object(json -> {
            json.writeStringField("accessToken", answer.token().value());
            json.writeStringField("tokenType", answer.token().type());
            writeExpiresIn(json, "expiresIn", answer, now);
            json.writeFieldName("expiresAt");
            writeMoment(json, answer.schedule().expiresAt());
            json.writeStringField("source", answer.source() == TokenAnswer.Source.FRESH ? "fresh" : "cache");
            json.writeStringField("fingerprint", answer.token().fingerprint().value());
            json.writeFieldName("refreshAt");
            writeMoment(json, answer.schedule().refreshAt());
            if (answer.degraded()) {
                json.writeBooleanField("degraded", true);
            }
        });
    }

    /** As callers of the first version read it. */
    static byte[] legacy(TokenAnswer answer, Instant now) {
        return JsonWriter.object(json -> {
            json.writeStringField("access_token", answer.token().value());
            json.writeStringField("token", answer.token().value());
            json.writeStringField("token_type", answer.token().type());
            writeExpiresIn(json, "expires_in", answer, now);
        });
    }

    private static void writeExpiresIn(JsonGenerator json, String name, TokenAnswer answer, Instant now)
            throws IOException {
        json.writeFieldName(name);
        var left = answer.expiresIn(now);
        if (left.isPresent()) {
            json.writeNumber(left.get().toSeconds());
        } else {
            json.writeNull();
        }
    }

    private static void writeMoment(JsonGenerator json, @Nullable Instant moment) throws IOException {
        if (moment == null) {
            json.writeNull();
        } else {
            json.writeString(moment.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }
}
