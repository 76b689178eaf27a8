package dev.jeton.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One path in {@link VaultKv}, with its versions; their numbers only grow as long as it exists. */
final class VaultSecret {

    private final TreeMap<Long, Version> versions = new TreeMap<>();

    /** @param dataOrNull null = destroyed */
    private record Version(
            @Nullable JsonNode dataOrNull,
            Instant created,
            @Nullable Instant deletedOrNull) {}

    long current() {
        return versions.isEmpty() ? 0 : versions.lastKey();
    }

    void add(JsonNode data, Instant now, int kept) {
        versions.put(current() + 1, new Version(data, now, null));
        versions.headMap(current() - kept, true).clear();
    }

    /** Null where the latest version is deleted or destroyed. */
    @Nullable
    JsonNode latest() {
        Version version = versions.lastEntry().getValue();
        return version.deletedOrNull() == null ? version.dataOrNull() : null;
    }

    void delete(long number, Instant now) {
        versions.computeIfPresent(number, (same, version) -> new Version(version.dataOrNull(), version.created(), now));
    }

    void undelete(long number) {
        versions.computeIfPresent(
                number, (same, version) -> new Version(version.dataOrNull(), version.created(), null));
    }

    void destroy(long number) {
        versions.computeIfPresent(
                number, (same, version) -> new Version(null, version.created(), version.deletedOrNull()));
    }

    JsonNode metadata(long number) {
        Version version = versions.getOrDefault(number, new Version(null, Instant.EPOCH, null));
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        metadata.put("created_time", version.created().toString());
        metadata.putNull("custom_metadata");
        Instant deleted = version.deletedOrNull();
        metadata.put("deletion_time", deleted == null ? "" : deleted.toString());
        metadata.put("destroyed", version.dataOrNull() == null).put("version", number);
        return metadata;
    }
}
