package dev.jeton.vault;

import dev.jeton.api.port.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** JSON that may hold secrets: every string is one, so that all of it can be wiped. */
sealed interface Json extends AutoCloseable {

    /** A string. */
    record Text(Secret value) implements Json {
        static Text of(String value) {
            return new Text(Secret.of(value));
        }

        @Override
        public void close() {
            value.close();
        }
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Plain(String text) implements Json {
        @Override
        public void close() {
            // No secret.
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {
        @Override
        public void close() {
            items.forEach(Json::close);
        }
    }

    /** An object. */
    record Members(Map<String, Json> members) implements Json {

        static Members none() {
            return new Members(new LinkedHashMap<>());
        }

        Optional<Members> object(String name) {
            return members.get(name) instanceof Members object ? Optional.of(object) : Optional.empty();
        }

        Optional<List<Json>> items(String name) {
            return members.get(name) instanceof Items(List<Json> items) ? Optional.of(items) : Optional.empty();
        }

        /** A whole number that is not negative. */
        OptionalLong number(String name) {
            return members.get(name) instanceof Plain(String text) && text.matches("[0-9]{1,18}")
                    ? OptionalLong.of(Long.parseLong(text))
                    : OptionalLong.empty();
        }

        boolean isTrue(String name) {
            return members.get(name) instanceof Plain(String text) && text.equals("true");
        }

        @Override
        public void close() {
            members.values().forEach(Json::close);
        }

        @Override
        public String toString() {
            return "Members" + members.keySet();
        }
    }

    /** Strings and plain values as text; of the others nothing. */
    static String text(Json json) {
        return switch (json) {
            case Text(Secret value) -> value.reveal(String::new);
            case Plain(String text) -> text;
            case Items items -> "";
            case Members members -> "";
        };
    }

    @Override
    void close();
}
