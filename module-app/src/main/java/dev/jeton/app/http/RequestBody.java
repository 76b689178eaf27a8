package dev.jeton.app.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jeton.api.TokenException.InvalidRequest;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of a request's JSON object that are plain values. Duplicate keys, nesting beyond 32 and anything behind the
 * object are refused; members that nobody asks for are ignored.
 */
public final class RequestBody {

    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonBuffers.POOL)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private static final char BYTE_ORDER_MARK = '\ufeff';

    /** What stands for a member that is an array or an object. */
    private static final Object NESTED = new Object();

    /** What stands for a member that is an array of strings. */
    private record Strings(List<String> values) {}

    private final Map<String, Object> members;

    private RequestBody(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws InvalidRequest if the first {@code length} of {@code bytes} are no such object */
    static RequestBody parse(byte[] bytes, int length) {
        try (JsonParser json = parser(bytes, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRequest("body: must be a JSON object");
            }
            Map<String, Object> members = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                read(json, name, members);
            }
            if (json.nextToken() != null) {
                throw new InvalidRequest("body: something follows the JSON object");
            }
            return new RequestBody(members);
        } catch (JacksonException e) {
            // Its message would quote the body.
            throw new InvalidRequest("body: no valid JSON" + place(e));
        } catch (IOException e) {
            throw new InvalidRequest("body: cannot be read");
        }
    }

    private static JsonParser parser(byte[] bytes, int length) throws IOException {
        if (isPlain(bytes, length)) {
            return JSON.createParser(bytes, 0, length);
        }
        char[] text = decode(bytes, length);
        return JSON.createParser(text, 0, text.length);
    }

    /** ASCII without zeros, as nearly all bodies are, can be read in one way only. */
    private static boolean isPlain(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Strictly: Jackson by itself would guess at UTF-16 and let overlong sequences pass. A byte order mark is no part. */
    private static char[] decode(byte[] bytes, int length) {
        try {
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            int from = text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK ? 1 : 0;
            return Arrays.copyOfRange(text.array(), from, Math.max(from, text.limit()));
        } catch (CharacterCodingException e) {
            throw new InvalidRequest("body: must be UTF-8");
        }
    }

    private static void read(JsonParser json, String name, Map<String, Object> members) throws IOException {
        switch (json.nextToken()) {
            case VALUE_STRING -> members.put(name, json.getText());
            case VALUE_TRUE -> members.put(name, true);
            case VALUE_FALSE -> members.put(name, false);
            case VALUE_NUMBER_INT -> members.put(name, json.getBigIntegerValue());
            case VALUE_NULL -> {}
            case VALUE_NUMBER_FLOAT -> members.put(name, NESTED);
            case START_ARRAY -> members.put(name, array(json));
            default -> {
                skip(json);
                members.put(name, NESTED);
            }
        }
    }

    private static Object array(JsonParser json) throws IOException {
        List<String> strings = new ArrayList<>();
        boolean onlyStrings = true;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                strings.add(json.getText());
            } else if (token == null) {
                throw cutOff();
            } else {
                onlyStrings = false;
                if (token.isStructStart()) {
                    skip(json);
                }
            }
        }
        return onlyStrings ? new Strings(strings) : NESTED;
    }

    private static InvalidRequest cutOff() {
        return new InvalidRequest("body: cut off");
    }

    /** Visits every token below, so that duplicates in there are found as well. */
    private static void skip(JsonParser json) throws IOException {
        for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw cutOff();
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** The members that are strings, in no order. */
    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    public Optional<String> string(String name) {
        return member(name, String.class, "a string");
    }

    Optional<Boolean> bool(String name) {
        return member(name, Boolean.class, "true or false");
    }

    Optional<Long> wholeNumber(String name, long from, long to) {
        return member(name, BigInteger.class, "a whole number").map(number -> {
            if (number.bitLength() > 62 || number.longValue() < from || number.longValue() > to) {
                throw new InvalidRequest(name + ": must be between " + from + " and " + to);
            }
            return number.longValue();
        });
    }

    private <T> Optional<T> member(String name, Class<T> type, String kind) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new InvalidRequest(name + ": must be " + kind);
        }
        return Optional.of(type.cast(value));
    }

    /** A string, or a whole number as it is spelled. */
    public Optional<String> text(String name) {
        return members.get(name) instanceof BigInteger number ? Optional.of(number.toString()) : string(name);
    }

    /** An array of nothing but strings. */
    public Optional<List<String>> strings(String name) {
        return member(name, Strings.class, "an array of strings").map(Strings::values);
    }

    /** The member as a value of the domain, whose own rule says what is wrong with it. */
    <T> Optional<T> value(String name, Function<String, T> make) {
        return string(name).map(text -> valueOf(name, text, make));
    }

    public <T> T requiredValue(String name, Function<String, T> make) {
        return value(name, make).orElseThrow(() -> new InvalidRequest(name + ": is missing"));
    }

    /** @throws InvalidRequest beginning with {@code name} if {@code make} does not accept {@code text} */
    public static <T> T valueOf(String name, String text, Function<String, T> make) {
        try {
            return make.apply(text);
        } catch (IllegalArgumentException e) {
            String rule = String.valueOf(e.getMessage());
            throw new InvalidRequest(
                    rule.startsWith(name + " ") ? name + ":" + rule.substring(name.length()) : name + ": " + rule);
        }
    }
}
