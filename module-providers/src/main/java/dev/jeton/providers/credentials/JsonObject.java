package dev.jeton.providers.credentials;

import dev.jeton.api.ProviderId;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An object of {@link CredentialsJson}: members are objects or secrets. Closing it wipes all of them. */
record JsonObject(Map<String, Object> members) implements AutoCloseable {

    Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    Optional<String> text(String name) {
        return members.get(name) instanceof Secret secret ? Optional.of(secret.reveal(String::new)) : Optional.empty();
    }

    /**
     * The credentials in here, copied: flat, or wrapped in {@code data} or in a member named after the provider, or in
     * both.
     */
    Credentials credentials(ProviderId provider) {
        Optional<JsonObject> wrapped = object("data").or(() -> object(provider.value()));
        if (wrapped.isPresent()) {
            return wrapped.get().credentials(provider);
        }
        Map<String, Secret> fields = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value instanceof Secret secret) {
                fields.put(name, secret.copy());
            }
        });
        return new Credentials(fields);
    }

    @Override
    public void close() {
        members.values().forEach(JsonObject::wipe);
    }

    private static void wipe(Object value) {
        switch (value) {
            case JsonObject object -> object.close();
            case Secret secret -> secret.close();
            default -> throw new IllegalStateException("a member of another kind");
        }
    }

    @Override
    public String toString() {
        return "JsonObject" + members.keySet();
    }
}
