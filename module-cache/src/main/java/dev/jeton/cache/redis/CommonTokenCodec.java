package dev.jeton.cache.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.AccessToken;
import dev.jeton.api.TtlPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of A-02, {@code {"access_token","token_type","expires_in","expiry"}}, {@code expiry} in Unix seconds. Written are those
 * four members, numbers as integers. Read is what programs of other languages make of it: members nobody knows, numbers with a fraction or
 * in quotes (fractions are cut off, so a token ends too soon rather than too late), no type (Bearer), no lifetime (an hour).
 */
final class CommonTokenCodec {

    /** No token lives as long as this, but a moment in milliseconds looks as if it did. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final int LONGEST_NUMBER = 40;
    private static final int DEEPEST = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private CommonTokenCodec() {}

    /** What such a value says. */
    record Value(AccessToken token, Duration lifetime, Instant expiry) {}

    static byte[] encode(AccessToken token, Duration lifetime, Instant expiry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("access_token", token.value());
            json.writeStringField("token_type", token.type());
            json.writeNumberField("expires_in", lifetime.toSeconds());
            json.writeNumberField("expiry", expiry.getEpochSecond());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws UnreadableToken if there is no token in it, or not said until when; the reason quotes nothing */
    static Value decode(byte[] stored) throws UnreadableToken {
        if (stored.length > RedisDriver.LONGEST_VALUE) {
            throw new UnreadableToken("longer than any token");
        }
        Members members = new Members(read(stored));
        return new Value(members.token(), members.lifetime(), members.expiry());
    }

    private static Map<String, String> read(byte[] stored) throws UnreadableToken {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(stored)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableToken("no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
                    members.put(name, json.getText());
                } else if (value != JsonToken.VALUE_NULL) {
                    // No member that matters has such a value; the empty text is none that any of them could have.
                    members.put(name, "");
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw new UnreadableToken("followed by something");
            }
            return members;
        } catch (IOException e) {
            throw new UnreadableToken("no JSON");
        }
    }

    private record Members(Map<String, String> values) {

        AccessToken token() throws UnreadableToken {
            String type = values.getOrDefault("token_type", AccessToken.BEARER);
            try {
                return AccessToken.of(values.getOrDefault("access_token", ""), type);
            } catch (IllegalArgumentException e) {
                throw new UnreadableToken("no usable token");
            }
        }

        Duration lifetime() throws UnreadableToken {
            try {
                return TtlPolicy.lifetime(values.get("expires_in"), TtlPolicy.CLIENT_DEFAULT_LIFETIME);
            } catch (IllegalArgumentException e) {
                throw new UnreadableToken("senseless expires_in");
            }
        }

        Instant expiry() throws UnreadableToken {
            BigDecimal seconds = number(values.get("expiry"));
            // Both bounds before it is cut off: writing out what is tiny, or huge, takes hours.
            if (seconds == null || seconds.compareTo(BigDecimal.ONE) < 0 || seconds.compareTo(LAST_SECOND) > 0) {
                throw new UnreadableToken("no usable expiry");
            }
            return Instant.ofEpochSecond(seconds.setScale(0, RoundingMode.FLOOR).longValueExact());
        }

        private static @Nullable BigDecimal number(@Nullable String text) {
            try {
                return text == null || text.length() > LONGEST_NUMBER ? null : new BigDecimal(text.strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }
}
