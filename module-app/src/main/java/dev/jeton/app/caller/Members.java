package dev.jeton.app.caller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The members of one object of a {@link CallersFile}. What is wrong is noted in a sentence, and then read as if it were not there. */
final class Members {

    private static final int MOST_PER_MINUTE = 100_000_000;

    private final String where;
    private final JsonNode body;
    private final List<String> wrong;

    /**
     * @param where in front of every sentence
     * @param wrong gets the sentences
     * @param known all members that there may be
     */
    Members(String where, JsonNode body, List<String> wrong, Set<String> known) {
        this.where = where;
        this.body = body;
        this.wrong = wrong;
        if (!body.isObject()) {
            wrong.add(where + ": must be an object");
        }
        body.fieldNames().forEachRemaining(member -> {
            if (!known.contains(member)) {
                wrong("unknown member " + member.replaceAll("[^A-Za-z0-9._-]", "?"));
            }
        });
    }

    void wrong(String sentence) {
        wrong.add(where + ": " + sentence);
    }

    boolean has(String member) {
        return body.hasNonNull(member);
    }

    JsonNode node(String member) {
        return body.path(member);
    }

    /** A string; where it may not be left out, that is wrong too. */
    Optional<String> text(String member, boolean required) {
        @Nullable JsonNode value = body.get(member);
        if (value == null || value.isNull()) {
            if (required && body.isObject()) {
                wrong(member + " is missing");
            }
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            wrong(member + " must be a string");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** A string that must be there and fit. */
    Optional<String> text(String member, Predicate<String> fits, String rule) {
        Optional<String> text = text(member, true);
        if (text.isPresent() && !fits.test(text.get())) {
            wrong(member + " " + rule);
            return Optional.empty();
        }
        return text;
    }

    /** Strings that fit; none where the member is not there. */
    List<String> texts(String member, Predicate<String> fits, String rule) {
        @Nullable JsonNode list = body.get(member);
        if (list == null || list.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        list.forEach(element -> {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        });
        if (!list.isArray() || texts.size() < list.size() || !texts.stream().allMatch(fits)) {
            wrong(member + " must be a list of " + rule);
            return List.of();
        }
        return texts;
    }

    int perMinute(String member, int otherwise) {
        @Nullable JsonNode value = body.get(member);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < 0 || value.intValue() > MOST_PER_MINUTE) {
            wrong(member + " must be a whole number between 0 and " + MOST_PER_MINUTE);
            return otherwise;
        }
        return value.intValue();
    }

    Quota quota(Quota otherwise) {
        return new Quota(
                perMinute("requestsPerMinute", otherwise.requestsPerMinute()),
                perMinute("forcedRefreshesPerMinute", otherwise.forcedRefreshesPerMinute()));
    }
}
