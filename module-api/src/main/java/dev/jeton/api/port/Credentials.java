package dev.jeton.api.port;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant gave us to prove itself to one provider: named fields, all held as {@link Secret}s, because a source
 * cannot know which of them are. Closing wipes every field. {@code toString} prints the names.
 */
public final class Credentials implements AutoCloseable {

    private final Map<String, Secret> fields;

    /** Takes ownership of the secrets in {@code fields}. */
    public Credentials(Map<String, Secret> fields) {
        this.fields = new LinkedHashMap<>(fields);
    }

    /** The first of these fields that is there and not blank, still owned by these credentials. */
    public Optional<Secret> secret(String... spellings) {
        for (String spelling : spellings) {
            Secret field = fields.get(spelling);
            if (field != null && !field.isBlank()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** The first of these fields that is there and not blank, as text: for fields that are no secrets. */
    public Optional<String> text(String... spellings) {
        return secret(spellings).map(field -> field.reveal(String::new).strip());
    }

    /** The names of the fields, in their order. */
    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    /** Credentials with the same fields, to be closed on their own. */
    public Credentials copy() {
        Map<String, Secret> copies = new LinkedHashMap<>();
        fields.forEach((name, secret) -> copies.put(name, secret.copy()));
        return new Credentials(copies);
    }

    @Override
    public void close() {
        fields.values().forEach(Secret::close);
    }

    @Override
    public String toString() {
        return "Credentials" + fields.keySet();
    }
}
