package dev.jeton.app.desk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.app.http.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The credentials that a broker which runs keeps. */
record BrokerCredentials(BrokerCalls calls) implements CredentialDesk {

    private static final String AREA = "credentials";

    @Override
    public void put(TokenKey key, Credentials credentials) {
        byte[] body = JsonWriter.object(json -> {
            for (String name : credentials.names()) {
                Optional<Secret> field = credentials.secret(name);
                if (field.isPresent()) {
                    write(json, name, field.get());
                }
            }
        });
        try {
            JsonNode unused = calls.put(BrokerDesk.path(AREA, key), body);
        } finally {
            Arrays.fill(body, (byte) 0);
        }
    }

    private static void write(JsonGenerator json, String name, Secret field) throws IOException {
        json.writeFieldName(name);
        char[] characters = field.reveal(char[]::clone);
        try {
            json.writeString(characters, 0, characters.length);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    @Override
    public Optional<List<String>> fields(TokenKey key) {
        try {
            List<String> names = new ArrayList<>();
            calls.get(BrokerDesk.path(AREA, key)).path("fields").forEach(name -> names.add(name.asText()));
            return Optional.of(names);
        } catch (BrokerRefusal e) {
            if (e.saysNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<TokenKey> list() {
        List<TokenKey> keys = new ArrayList<>();
        calls.get("/api/v1/" + AREA)
                .path("credentials")
                .forEach(key -> keys.add(TokenKey.of(
                        key.path("type").asText(), key.path("tenantId").asText())));
        keys.sort(Comparator.comparing(TokenKey::toString));
        return keys;
    }

    @Override
    public boolean delete(TokenKey key) {
        return calls.delete(BrokerDesk.path(AREA, key)).path("deleted").booleanValue();
    }
}
