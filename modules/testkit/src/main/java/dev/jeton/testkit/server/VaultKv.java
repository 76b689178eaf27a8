package dev.jeton.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A KV engine, version 2, with the rules of HashiCorp's {@code vault-plugin-secrets-kv}; one request at a time. */
final class VaultKv {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT_WHERE_NOBODY_SAYS = 10;

    private final InstantSource clock;
    private final TreeMap<String, VaultSecret> secrets = new TreeMap<>();
    private boolean casRequired;
    private int keptVersions = KEPT_WHERE_NOBODY_SAYS;

    VaultKv(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void requireCas() {
        casRequired = true;
    }

    synchronized void keepVersions(int most) {
        keptVersions = most;
    }

    /** @param rest what follows the mount: {@code data/…}, {@code metadata/…}, and so on */
    synchronized VaultReply answer(VaultRequest request, String rest) {
        String[] parts = rest.split("/", 2);
        String path = parts.length > 1 ? parts[1] : "";
        if (parts[0].equals("metadata") && request.isList()) {
            return list(path.isEmpty() || path.endsWith("/") ? path : path + "/");
        }
        if (path.isEmpty() || path.endsWith("/")) {
            return VaultReply.errors(405, "unsupported operation");
        }
        if (path.contains("..")) {
            return VaultReply.errors(400, "relative paths not supported");
        }
        return answer(request, parts[0], path);
    }

    private VaultReply answer(VaultRequest request, String kind, String path) {
        return switch (kind + " " + (request.isWrite() ? "POST" : request.method())) {
            case "data GET" -> read(path);
            case "data POST" -> write(path, json(request));
            case "data DELETE" -> change(path, secret -> secret.delete(secret.current(), clock.instant()));
            case "metadata DELETE" -> {
                secrets.remove(path);
                yield VaultReply.noContent();
            }
            case "delete POST" -> each(path, request, (secret, version) -> secret.delete(version, clock.instant()));
            case "undelete POST" -> each(path, request, VaultSecret::undelete);
            case "destroy POST" -> each(path, request, VaultSecret::destroy);
            default -> VaultReply.errors(405, "unsupported operation");
        };
    }

    private VaultReply read(String path) {
        VaultSecret secret = secrets.get(path);
        if (secret == null) {
            return VaultReply.errors(404);
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        @Nullable JsonNode latest = secret.latest();
        data.set("data", latest);
        data.set("metadata", secret.metadata(secret.current()));
        return VaultReply.data(latest == null ? 404 : 200, data);
    }

    private VaultReply write(String path, JsonNode body) {
        VaultSecret secret = secrets.get(path);
        long current = secret == null ? 0 : secret.current();
        JsonNode cas = body.at("/options/cas");
        if (!body.path("data").isObject()) {
            return VaultReply.errors(400, "no data provided");
        }
        if (cas.isMissingNode() && casRequired) {
            return VaultReply.errors(400, "check-and-set parameter required for this call");
        }
        if (!cas.isMissingNode() && cas.asLong() != current) {
            return VaultReply.errors(400, "check-and-set parameter did not match the current version");
        }
        VaultSecret written = secrets.computeIfAbsent(path, absent -> new VaultSecret());
        written.add(GoNumbers.in(body.path("data")), clock.instant(), keptVersions);
        return VaultReply.data(200, written.metadata(written.current()));
    }

    private VaultReply list(String folder) {
        TreeSet<String> names = new TreeSet<>();
        secrets.keySet().stream().filter(path -> path.startsWith(folder)).forEach(path -> {
            String below = path.substring(folder.length());
            int slash = below.indexOf('/');
            names.add(slash < 0 ? below : below.substring(0, slash + 1));
        });
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        names.forEach(data.putArray("keys")::add);
        return names.isEmpty() ? VaultReply.errors(404) : VaultReply.data(200, data);
    }

    private interface Change {
        void on(VaultSecret secret, long version);
    }

    private VaultReply each(String path, VaultRequest request, Change change) {
        JsonNode versions = json(request).path("versions");
        if (versions.isEmpty()) {
            return VaultReply.errors(400, "No version number provided");
        }
        return change(path, secret -> versions.forEach(version -> change.on(secret, version.asLong())));
    }

    private VaultReply change(String path, java.util.function.Consumer<VaultSecret> change) {
        VaultSecret secret = secrets.get(path);
        if (secret != null) {
            change.accept(secret);
        }
        return VaultReply.noContent();
    }

    private static JsonNode json(VaultRequest request) {
        try {
            return JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }
}
