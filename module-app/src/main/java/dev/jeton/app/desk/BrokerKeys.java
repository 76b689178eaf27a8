package dev.jeton.app.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.port.Secret;
import dev.jeton.app.http.JsonWriter;
import dev.jeton.identity.tokens.ApiTokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Callers' API tokens of a broker that runs, over its HTTP API. */
record BrokerKeys(BrokerCalls calls) implements KeyDesk {

    private static final String TOKENS = "/api/v1/identity/tokens/";

    @Override
    public void create(ApiTokens.Wish wish, BiConsumer<KeyView, Secret> shown) {
        JsonNode answer = calls.post(ofOwner(), JsonWriter.object(json -> {
            json.writeStringField("name", wish.name());
            if (wish.ttlOrNull() != null) {
                json.writeNumberField("ttl", wish.ttlOrNull().toSeconds());
            }
            Permissions permissions = wish.permissions();
            json.writePOJOField("actions", permissions.actions());
            json.writePOJOField("types", permissions.types());
            json.writePOJOField("tenants", permissions.tenants());
        }));
        try (Secret value = Secret.of(answer.path("token").asText())) {
            shown.accept(view(answer), value);
        }
    }

    @Override
    public List<KeyView> list() {
        List<KeyView> views = new ArrayList<>();
        calls.get(ofOwner()).path("tokens").forEach(token -> views.add(view(token)));
        return views;
    }

    @Override
    public boolean revoke(RowId id) {
        try {
            return !calls.delete(TOKENS + id).isEmpty();
        } catch (BrokerRefusal e) {
            if (e.is("NOT_FOUND")) {
                return false;
            }
            throw e;
        }
    }

    private String ofOwner() {
        return "/api/v1/identity/users/" + CALLERS + "/tokens";
    }

    private static KeyView view(JsonNode json) {
        return new KeyView(
                json.path("id").asText(),
                json.path("name").asText(),
                new Permissions(words(json, "actions"), words(json, "types"), words(json, "tenants")),
                Instant.parse(json.path("createdAt").asText()),
                momentOrNull(json, "expiresAt"),
                momentOrNull(json, "endedAt"));
    }

    private static Set<String> words(JsonNode json, String name) {
        Set<String> words = new HashSet<>();
        json.path(name).forEach(word -> words.add(word.asText()));
        return words;
    }

    private static @Nullable Instant momentOrNull(JsonNode json, String name) {
        return json.path(name).isTextual() ? Instant.parse(json.path(name).asText()) : null;
    }
}
