package dev.jeton.identity.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.api.identity.IdentityRow.Life;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members that rows are made of. Readers throw {@link IllegalArgumentException} naming the member that is wrong. */
final class Members {

    private static final String CREATED = "createdAt";
    private static final String EXPIRES = "expiresAt";
    private static final String ENDED = "endedAt";

    private Members() {}

    static void put(ObjectNode json, Life life) {
        json.put(CREATED, life.createdAt().toEpochMilli());
        life.expiresAt().ifPresent(moment -> json.put(EXPIRES, moment.toEpochMilli()));
        life.endedAt().ifPresent(moment -> json.put(ENDED, moment.toEpochMilli()));
    }

    static Life life(JsonNode json) {
        return new Life(moment(json, CREATED), momentOrNull(json, EXPIRES), momentOrNull(json, ENDED));
    }

    static String text(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .orElseThrow(() -> wrong(name));
    }

    static boolean flag(JsonNode json, String name) {
        return Optional.ofNullable(json.get(name))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElseThrow(() -> wrong(name));
    }

    static Instant moment(JsonNode json, String name) {
        return Optional.ofNullable(momentOrNull(json, name)).orElseThrow(() -> wrong(name));
    }

    /** Milliseconds since 1970. */
    private static @Nullable Instant momentOrNull(JsonNode json, String name) {
        JsonNode value = json.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(name);
        }
        return Instant.ofEpochMilli(value.longValue());
    }

    static void put(ObjectNode json, String name, Set<String> words) {
        ArrayNode array = json.putArray(name);
        new TreeSet<>(words).forEach(array::add);
    }

    static Set<String> words(JsonNode json, String name) {
        JsonNode array = json.get(name);
        if (array == null || !array.isArray()) {
            throw wrong(name);
        }
        Set<String> words = new HashSet<>();
        for (JsonNode word : array) {
            if (!word.isTextual()) {
                throw wrong(name);
            }
            words.add(word.textValue());
        }
        return words;
    }

    static IllegalArgumentException wrong(String name) {
        return new IllegalArgumentException(name + " is missing or wrong");
    }
}
