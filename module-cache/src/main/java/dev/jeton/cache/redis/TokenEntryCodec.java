package dev.jeton.cache.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.AccessToken;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token entry as JSON, version 1: {@code {"v":1,"key":"genesys:acme","access_token":…,"issued_at":…,"refresh_at":…,
 * "usable_until":…,"cached_until":…,"expires_at":…}}, moments in milliseconds since 1970, {@code expires_at} null = never.
 * The value names the key it was written for, so one that was moved under another tenant's key is not believed.
 */
final class TokenEntryCodec {

    private static final int VERSION = 1;

    /** The end of the year 9999: later moments are slips of units, and no calendar prints them. */
    private static final long LAST_MOMENT = 253_402_300_799_999L;

    /** An explicit null: only that says "never", not a member that is missing or of another type. */
    private enum Null {
        NULL
    }

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(1).build())
            .build();

    private TokenEntryCodec() {}

    static byte[] encode(TokenKey key, TokenEntry entry) {
        Schedule schedule = entry.schedule();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("key", key.toString());
            json.writeStringField("access_token", entry.token().value());
            json.writeNumberField("issued_at", millis(schedule.issuedAt()));
            json.writeNumberField("refresh_at", millis(schedule.refreshAt()));
            json.writeNumberField("usable_until", millis(schedule.usableUntil()));
            json.writeNumberField("cached_until", millis(schedule.cachedUntil()));
            writeExpiry(json, schedule.expiresAt());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeExpiry(JsonGenerator json, @Nullable Instant expiresAt) throws IOException {
        if (expiresAt == null) {
            json.writeNullField("expires_at");
        } else {
            json.writeNumberField("expires_at", millis(expiresAt));
        }
    }

    private static long millis(Instant moment) {
        return moment.isAfter(Instant.ofEpochMilli(LAST_MOMENT)) ? LAST_MOMENT : moment.toEpochMilli();
    }

    /** @throws UnreadableToken if these bytes are no entry that we wrote for this key */
    static TokenEntry decode(TokenKey key, byte[] bytes) throws UnreadableToken {
        if (bytes.length > RedisDriver.LONGEST_VALUE) {
            throw new UnreadableToken("longer than any entry");
        }
        Members members = new Members(read(bytes));
        if (members.number("v") != VERSION) {
            throw new UnreadableToken("another version");
        }
        if (!key.toString().equals(members.text("key"))) {
            throw new UnreadableToken("written for another key");
        }
        return new TokenEntry(members.token(), members.schedule());
    }

    private static Map<String, Object> read(byte[] bytes) throws UnreadableToken {
        Map<String, Object> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableToken("no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                switch (json.nextToken()) {
                    case VALUE_NUMBER_INT -> members.put(name, json.getLongValue());
                    case VALUE_STRING -> members.put(name, json.getText());
                    case VALUE_NULL -> members.put(name, Null.NULL);
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new UnreadableToken("cut off or followed by something");
            }
            return members;
        } catch (IOException e) {
            throw new UnreadableToken("no JSON");
        }
    }

    private record Members(Map<String, Object> values) {

        long number(String name) throws UnreadableToken {
            if (values.get(name) instanceof Long number) {
                return number;
            }
            throw new UnreadableToken("no number " + name);
        }

        String text(String name) throws UnreadableToken {
            if (values.get(name) instanceof String text) {
                return text;
            }
            throw new UnreadableToken("no text " + name);
        }

        AccessToken token() throws UnreadableToken {
            try {
                return AccessToken.bearer(text("access_token"));
            } catch (IllegalArgumentException e) {
                throw new UnreadableToken("no usable token");
            }
        }

        Schedule schedule() throws UnreadableToken {
            Instant issuedAt = notBefore(Instant.EPOCH, "issued_at");
            Instant refreshAt = notBefore(issuedAt, "refresh_at");
            Instant usableUntil = notBefore(refreshAt, "usable_until");
            Instant cachedUntil = notBefore(usableUntil, "cached_until");
            Instant expiresAt = values.get("expires_at") instanceof Null ? null : notBefore(cachedUntil, "expires_at");
            return new Schedule(issuedAt, refreshAt, usableUntil, cachedUntil, expiresAt);
        }

        /** Moments that are out of order were not written by us, and arithmetic with absurd ones overflows. */
        private Instant notBefore(Instant earlier, String name) throws UnreadableToken {
            long millis = number(name);
            if (millis < earlier.toEpochMilli() || millis > LAST_MOMENT) {
                throw new UnreadableToken("senseless moment " + name);
            }
            return Instant.ofEpochMilli(millis);
        }
    }
}
