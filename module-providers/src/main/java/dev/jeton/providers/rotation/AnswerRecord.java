package dev.jeton.providers.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How an answer is written down: whose it is, and the fields of the grant that it makes; its tokens sealed. */
final class AnswerRecord {
    private static final String PROVIDER = "provider";
    private static final String TENANT = "tenant";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final GrantFields fields;

    /** An answer that was in hand. */
    record Answer(TokenKey key, Grant next) {}

    AnswerRecord(Sealer sealer) {
        this.fields = new GrantFields(sealer);
    }

    byte[] write(TokenKey key, Grant next) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put(PROVIDER, key.provider().value());
        answer.put(TENANT, key.tenant().value());
        fields.write(key, next).forEach(answer::put);
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of strings can be written", e);
        }
    }

    Answer read(byte[] bytes) throws Unopenable {
        try {
            JsonNode answer = JSON.readTree(bytes);
            Map<String, String> members = new HashMap<>();
            answer.properties()
                    .forEach(member ->
                            members.put(member.getKey(), member.getValue().asText()));
            TokenKey key = TokenKey.of(members.getOrDefault(PROVIDER, ""), members.getOrDefault(TENANT, ""));
            return new Answer(key, fields.read(key, members, Instant.EPOCH));
        } catch (IOException | IllegalArgumentException e) {
            throw new Unopenable("no answer of ours");
        }
    }

    @Override
    public String toString() {
        return "AnswerRecord";
    }
}
