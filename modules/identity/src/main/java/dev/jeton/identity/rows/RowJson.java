package dev.jeton.identity.rows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.api.cache.ValueFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** One object of JSON for each value, or an array of them; what cannot be read says so and nothing of what it holds. */
final class RowJson<T> implements ValueFormat<T> {

    private static final int DEEPEST = 8;

    private static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private final Function<T, JsonNode> writer;
    private final Function<JsonNode, T> reader;

    private RowJson(Function<T, JsonNode> writer, Function<JsonNode, T> reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** @param reader throws {@link IllegalArgumentException} where a member is missing or wrong */
    static <T> RowJson<T> of(BiConsumer<T, ObjectNode> writer, Function<JsonNode, T> reader) {
        return new RowJson<>(
                value -> {
                    ObjectNode json = JSON.createObjectNode();
                    writer.accept(value, json);
                    return json;
                },
                reader);
    }

    /** The same for several of them. */
    RowJson<List<T>> list() {
        return new RowJson<>(
                values -> {
                    ArrayNode array = JSON.createArrayNode();
                    values.forEach(value -> array.add(writer.apply(value)));
                    return array;
                },
                array -> {
                    List<T> values = new ArrayList<>();
                    array.forEach(json -> values.add(reader.apply(json)));
                    return List.copyOf(values);
                });
    }

    @Override
    public byte[] write(T value) {
        return bytes(tree(value));
    }

    @Override
    public T read(byte[] json) throws UnreadableValue {
        return read(parse(json));
    }

    JsonNode tree(T value) {
        return writer.apply(value);
    }

    static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JacksonException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(byte[] json) throws UnreadableValue {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UnreadableValue("no JSON");
        }
    }

    T read(JsonNode json) throws UnreadableValue {
        try {
            return reader.apply(json);
        } catch (IllegalArgumentException e) {
            throw new UnreadableValue(String.valueOf(e.getMessage()));
        }
    }
}
