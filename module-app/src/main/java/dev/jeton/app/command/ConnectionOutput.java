package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jeton.app.desk.ConnectionView;
import dev.jeton.app.http.JsonWriter;
import dev.jeton.app.observe.Lines;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** {@code --json}, or columns for people: connections, with the members that the HTTP API gives them. */
final class ConnectionOutput {

    @Option(names = "--json", description = "For programs: the JSON of the HTTP API.")
    private boolean json;

    ConnectionOutput() {}

    void print(ConnectionView view) {
        if (json) {
            System.out.println(new String(JsonWriter.object(out -> members(out, view)), UTF_8));
        } else {
            printTable(List.of(view));
        }
    }

    void print(List<ConnectionView> views) {
        if (json) {
            System.out.println(new String(JsonWriter.object(out -> array(out, views)), UTF_8));
        } else {
            printTable(views);
        }
    }

    private static void printTable(List<ConnectionView> views) {
        Table table = new Table(ConnectionView.headings());
        views.forEach(
                view -> table.add(Stream.of(view.columns()).map(Lines::clean).toArray(String[]::new)));
        table.lines().forEach(System.out::println);
    }

    private static void array(JsonGenerator out, List<ConnectionView> views) throws IOException {
        out.writeArrayFieldStart("connections");
        for (ConnectionView view : views) {
            out.writeStartObject();
            members(out, view);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void members(JsonGenerator out, ConnectionView view) throws IOException {
        out.writeStringField("type", view.whose().type());
        out.writeStringField("tenantId", view.whose().tenant());
        out.writeStringField("state", view.state());
        out.writePOJOField("generation", view.generationOrNull());
        out.writeStringField("expiresAt", view.expiresAtOrNull());
        out.writeStringField("fingerprint", view.fingerprintOrNull());
        out.writeStringField("lastError", view.lastErrorOrNull());
    }
}
