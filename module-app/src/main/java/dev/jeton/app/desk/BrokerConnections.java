package dev.jeton.app.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import dev.jeton.app.http.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections of a broker that runs. */
record BrokerConnections(BrokerCalls calls) implements ConnectionDesk {

    private static final String AREA = "connections";

    @Override
    public void importNew(TokenKey key, Secret refreshToken) {
        put(key, refreshToken, false);
    }

    @Override
    public void replace(TokenKey key, Secret refreshToken) {
        put(key, refreshToken, true);
    }

    private void put(TokenKey key, Secret refreshToken, boolean replace) {
        byte[] body = JsonWriter.object(json -> {
            json.writeFieldName("refreshToken");
            char[] characters = refreshToken.reveal(char[]::clone);
            try {
                json.writeString(characters, 0, characters.length);
            } finally {
                Arrays.fill(characters, '\0');
            }
            json.writeBooleanField("replace", replace);
        });
        try {
            JsonNode unused = calls.put(BrokerDesk.path(AREA, key), body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    @Override
    public Optional<ConnectionView> show(TokenKey key) {
        try {
            return Optional.of(view(calls.get(BrokerDesk.path(AREA, key))));
        } catch (BrokerRefusal e) {
            if (e.saysNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<ConnectionView> list() {
        List<ConnectionView> views = new ArrayList<>();
        calls.get("/api/v1/" + AREA).path("connections").forEach(status -> views.add(view(status)));
        views.sort(Comparator.comparing(view -> view.whose().toString()));
        return views;
    }

    private static ConnectionView view(JsonNode status) {
        return new ConnectionView(
                new ConnectionView.Whose(
                        status.path("type").asText(), status.path("tenantId").asText()),
                status.path("state").asText(),
                status.path("generation").isNumber() ? status.path("generation").longValue() : null,
                text(status, "expiresAt"),
                text(status, "fingerprint"),
                text(status, "lastError"));
    }

    private static @Nullable String text(JsonNode status, String name) {
        return status.path(name).isTextual() ? status.path(name).asText() : null;
    }

    @Override
    public boolean forget(TokenKey key) {
        return calls.delete(BrokerDesk.path(AREA, key)).path("forgotten").booleanValue();
    }
}
