package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.api.TokenKey;
import dev.jeton.app.http.JsonWriter;
import dev.jeton.app.observe.Lines;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code --json}, or columns for people: whose credentials there are, and the names of their fields. */
final class FieldsOutput {

    @Option(names = "--json", description = "For programs: the JSON of the HTTP API.")
    private boolean json;

    FieldsOutput() {}

    void print(TokenKey key, List<String> fields) {
        if (json) {
            System.out.println(new String(
                    JsonWriter.object(out -> {
                        members(out, key);
                        out.writeArrayFieldStart("fields");
                        for (String field : fields) {
                            out.writeString(field);
                        }
                        out.writeEndArray();
                    }),
                    UTF_8));
            return;
        }
        Table table = new Table("TYPE", "TENANT", "FIELDS");
        table.add(key.provider().value(), key.tenant().value(), Lines.clean(String.join(", ", fields)));
        table.lines().forEach(System.out::println);
    }

    void print(List<TokenKey> keys) {
        if (json) {
            System.out.println(new String(
                    JsonWriter.object(out -> {
                        out.writeArrayFieldStart("credentials");
                        for (TokenKey key : keys) {
                            out.writeStartObject();
                            members(out, key);
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                    }),
                    UTF_8));
            return;
        }
        Table table = new Table("TYPE", "TENANT");
        keys.forEach(key -> table.add(key.provider().value(), key.tenant().value()));
        table.lines().forEach(System.out::println);
    }

    private static void members(JsonGenerator out, TokenKey key) throws IOException {
        out.writeStringField("type", key.provider().value());
        out.writeStringField("tenantId", key.tenant().value());
    }
}
