package dev.jeton.providers.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.jeton.api.port.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a token (RFC 6749 sections 4.4 and 6): the fields of its body, and the value of the {@code Authorization}
 * header where the client proves itself there. Closing wipes what it holds.
 */
final class TokenForm implements AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            // What it writes to is wiped when it is closed.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Map<String, Secret> fields = new LinkedHashMap<>();
    private @Nullable String authorization;

    private TokenForm(String grantType) {
        fields.put("grant_type", Secret.of(grantType));
    }

    static TokenForm clientCredentials(ClientAuthentication method, ClientCredentials client) {
        TokenForm form = new TokenForm("client_credentials");
        client.scope().ifPresent(scope -> form.fields.put("scope", Secret.of(scope)));
        form.authenticate(method, client);
        return form;
    }

    /**
     * A refresh. It asks for no scope: what was granted at first stays granted.
     *
     * @param client null = the provider knows the client by its refresh token
     */
    static TokenForm refresh(ClientAuthentication method, @Nullable ClientCredentials client, Secret refreshToken) {
        TokenForm form = new TokenForm("refresh_token");
        form.fields.put("refresh_token", refreshToken.copy());
        if (client != null) {
            form.authenticate(method, client);
        }
        return form;
    }

    private void authenticate(ClientAuthentication method, ClientCredentials client) {
        switch (method) {
            case BASIC -> authorization = basic(client, true);
            case BASIC_UNENCODED -> authorization = basic(client, false);
            case POST -> {
                fields.put("client_id", Secret.of(client.id()));
                fields.put("client_secret", client.secret().copy());
            }
        }
    }

    private static String basic(ClientCredentials client, boolean encoded) {
        try (WipeableBytes pair = new WipeableBytes();
                Secret id = Secret.of(client.id())) {
            append(id, encoded, pair);
            pair.write(':');
            append(client.secret(), encoded, pair);
            byte[] bytes = pair.toByteArray();
            try {
                return "Basic " + Base64.getEncoder().encodeToString(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        }
    }

    private static void append(Secret text, boolean encoded, WipeableBytes to) {
        if (encoded) {
            to.formEncoded(text);
        } else {
            to.plain(text);
        }
    }

    /** The body in this format; whoever gets it wipes it. */
    byte[] body(BodyFormat format) {
        try (WipeableBytes body = new WipeableBytes()) {
            switch (format) {
                case FORM -> writeForm(body);
                case JSON -> writeJson(body);
            }
            return body.toByteArray();
        }
    }

    private void writeForm(WipeableBytes body) {
        fields.forEach((name, value) -> {
            if (body.size() > 0) {
                body.write('&');
            }
            // Names are ours, and need no encoding.
            body.writeBytes(name.getBytes(US_ASCII));
            body.write('=');
            body.formEncoded(value);
        });
    }

    private void writeJson(WipeableBytes body) {
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            for (Map.Entry<String, Secret> field : fields.entrySet()) {
                json.writeFieldName(field.getKey());
                char[] value = field.getValue().reveal(characters -> characters.clone());
                json.writeString(value, 0, value.length);
                Arrays.fill(value, '\0');
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
    }

    @Nullable
    String authorization() {
        return authorization;
    }

    @Override
    public void close() {
        fields.values().forEach(Secret::close);
    }

    @Override
    public String toString() {
        return "TokenForm";
    }
}
