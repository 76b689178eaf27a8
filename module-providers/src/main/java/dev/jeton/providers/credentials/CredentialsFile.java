package dev.jeton.providers.credentials;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenException.TenantNotFound;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.CredentialSource;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;

/**
 * Credentials from a JSON file {@code {"tenants": {"acme": {"genesys": {…}}}}}. It is read again when it has changed; an
 * edit that cannot be read leaves the last good one in force and says so, once.
 */
public final class CredentialsFile implements CredentialSource {

    private final Path file;
    private final TokenEvents events;
    private Version version;
    private JsonObject tenants;

    /** What tells one edit from the next without reading the file. */
    private record Version(FileTime modified, long size, String identity) {
        static final Version ABSENT = new Version(FileTime.fromMillis(0), -1, "");
    }

    private CredentialsFile(Path file, TokenEvents events) throws IOException {
        this.file = file;
        this.events = events;
        this.version = versionNow();
        this.tenants = read();
    }

    /**
     * The credentials in {@code file}.
     *
     * @throws IOException if it cannot be read now; the message quotes nothing of it
     */
    public static CredentialsFile open(Path file, TokenEvents events) throws IOException {
        return new CredentialsFile(file, events);
    }

    @Override
    public synchronized Optional<Credentials> find(TokenKey key, CorrelationId correlationId, Deadline deadline) {
        readAgainIfChanged();
        JsonObject tenant = tenants.object(key.tenant().value())
                .orElseThrow(() -> new TenantNotFound("the credentials file does not have the tenant"));
        return tenant.object(key.provider().value()).map(found -> found.credentials(key.provider()));
    }

    private void readAgainIfChanged() {
        Version now = versionNow();
        if (now.equals(version)) {
            return;
        }
        // Noted before it is read: what changes while it is read is another version, and a broken one is told once.
        version = now;
        try {
            JsonObject fresh = read();
            tenants.close();
            tenants = fresh;
            events.on(new TokenEvent.FileReloaded(file.toString(), true, "it has changed"));
        } catch (IOException e) {
            events.on(new TokenEvent.FileReloaded(file.toString(), false, String.valueOf(e.getMessage())));
        }
    }

    private Version versionNow() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return Version.ABSENT;
        }
    }

    private JsonObject read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            JsonObject root = CredentialsJson.read(bytes);
            return root.object("tenants").orElseThrow(() -> new IOException("no object \"tenants\""));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "CredentialsFile[" + file + "]";
    }
}
