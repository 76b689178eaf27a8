package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.time.Deadline;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The documents of a KV engine, version 2. Every write names the version that it replaces, and whatever Vault answers that is
 * neither yes nor a definite no is {@link StoreUnavailable}.
 */
final class KvDocuments {

    /** Vault's own wording, its only sign that somebody else was quicker. */
    private static final String LOST_THE_RACE = "check-and-set parameter did not match";

    /** Vault keeps 10 versions unless it was told otherwise; more than these were overwritten long ago. */
    private static final long OLDER_VERSIONS = 100;

    private final VaultHttp http;
    private final String mount;

    KvDocuments(VaultHttp http, String mount) {
        this.http = http;
        this.mount = mount;
    }

    /** The deadline of a request that nobody gave one. */
    Deadline deadline() {
        return http.deadline();
    }

    /** What is at {@code path} now; the caller closes it. */
    KvDocument read(String path, Deadline deadline) {
        VaultAnswer answer = http.get(at("data", path), deadline);
        try {
            return read(answer);
        } catch (RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private static KvDocument read(VaultAnswer answer) {
        if (answer.saysNothingIsThere()) {
            return new KvDocument(answer, 0, null);
        }
        Optional<Json.Members> data = answer.body().object("data");
        OptionalLong version = data.flatMap(frame -> frame.object("metadata"))
                .map(KvDocuments::version)
                .orElse(OptionalLong.empty());
        if (answer.status() == 404 && version.isPresent()) {
            return new KvDocument(answer, version.getAsLong(), null);
        }
        if (!answer.isOk()) {
            throw VaultRefusal.of(answer);
        }
        Optional<Json.Members> document = data.flatMap(frame -> frame.object("data"));
        if (document.isEmpty() || version.isEmpty()) {
            throw new StoreUnavailable(
                    "Vault answered a read without document and version; is the engine KV version 2?", null);
        }
        return new KvDocument(answer, version.getAsLong(), document.get());
    }

    private static OptionalLong version(Json.Members metadata) {
        return metadata.number("version");
    }

    /**
     * Puts {@code data} at {@code path} if the version there is still {@code replaced}; 0 = if there never was one.
     *
     * @return its version; empty where another was there first
     */
    Optional<Long> write(String path, long replaced, Json.Members data, Deadline deadline) {
        Map<String, Json> request = new LinkedHashMap<>();
        request.put("options", new Json.Members(Map.of("cas", new Json.Plain(Long.toString(replaced)))));
        request.put("data", data);
        try (VaultAnswer answer = post(at("data", path), new Json.Members(request), deadline)) {
            if (answer.status() == 400 && answer.hasError(LOST_THE_RACE)) {
                return Optional.empty();
            }
            if (!answer.isOk()) {
                throw VaultRefusal.of(answer);
            }
            OptionalLong version =
                    answer.body().object("data").map(KvDocuments::version).orElse(OptionalLong.empty());
            return Optional.of(version.orElseThrow(() -> new StoreUnavailable(
                    "Vault answered a write without a version; is the engine KV version 2?", null)));
        }
    }

    /**
     * Puts a tombstone in the place of version {@code replaced} and destroys what it covers. Vault's own ways to delete
     * compare nothing, so they would take away what another process has just put there; and deleting the metadata begins
     * the versions again at 1, where an old revision would fit a new grant.
     *
     * @return whether it was still there
     */
    boolean forget(String path, long replaced, Deadline deadline) {
        boolean buried = write(path, replaced, KvDocument.tombstone(), deadline).isPresent();
        if (buried) {
            destroyUpTo(replaced, path, deadline);
        }
        return buried;
    }

    /** By their numbers, so whatever was written since stays. */
    private void destroyUpTo(long version, String path, Deadline deadline) {
        List<Json> versions = LongStream.rangeClosed(Math.max(1, version - OLDER_VERSIONS + 1), version)
                .<Json>mapToObj(each -> new Json.Plain(Long.toString(each)))
                .toList();
        Json.Members request = new Json.Members(Map.of("versions", new Json.Items(versions)));
        try (VaultAnswer answer = post(at("destroy", path), request, deadline)) {
            if (!answer.isOk()) {
                throw new StoreUnavailable(
                        "forgotten, but its older versions stay: "
                                + VaultRefusal.of(answer).detail(),
                        null);
            }
        }
    }

    /** The names in {@code folder}, those of folders with a slash at their end. */
    List<String> list(String folder) {
        try (VaultAnswer answer = http.list(at("metadata", folder), http.deadline())) {
            if (answer.saysNothingIsThere()) {
                return List.of();
            }
            Optional<List<Json>> names = answer.body().object("data").flatMap(data -> data.items("keys"));
            if (!answer.isOk() || names.isEmpty()) {
                throw VaultRefusal.of(answer);
            }
            return names.get().stream().map(Json::text).toList();
        }
    }

    private VaultAnswer post(String path, Json.Members body, Deadline deadline) {
        byte[] bytes = JsonWriter.write(body);
        try {
            return http.post(path, bytes, deadline);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private String at(String kind, String path) {
        return mount + "/" + kind + "/" + path;
    }

    @Override
    public String toString() {
        return "KvDocuments[" + mount + "]";
    }
}
