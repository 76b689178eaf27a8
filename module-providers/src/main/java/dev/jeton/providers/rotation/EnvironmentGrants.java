package dev.jeton.providers.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection in the memory of one process, for those who have nothing but an environment. With a file, its refresh token
 * survives a restart; nothing else of it does. The file holds the refresh token and nothing more, as whoever put it there
 * wrote it, and is replaced in one step.
 */
public final class EnvironmentGrants implements GrantStore {
    private final TokenKey connection;
    private final @Nullable Path file;
    private final TimeSource time;
    private @Nullable Grant grant;
    private long revisions;

    private EnvironmentGrants(TokenKey connection, @Nullable Path file, TimeSource time) {
        this.connection = connection;
        this.file = file;
        this.time = time;
    }

    /**
     * The store of {@code connection}.
     *
     * @param file null = a rotated refresh token is lost with the process
     * @throws IOException if the file is there and cannot be read, or could not be written
     */
    public static EnvironmentGrants open(TokenKey connection, @Nullable Path file, TimeSource time) throws IOException {
        EnvironmentGrants store = new EnvironmentGrants(connection, file, time);
        if (file != null && Files.exists(file)) {
            store.grant = read(file);
        }
        return store;
    }

    private static @Nullable Grant read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, UTF_8).strip();
        Arrays.fill(bytes, (byte) 0);
        if (text.isEmpty()) {
            return null;
        }
        try (Secret token = Secret.of(text)) {
            return Grant.connected(token);
        }
    }

    @Override
    public synchronized Optional<StoredGrant> find(TokenKey key) {
        return key.equals(connection) && grant != null
                ? Optional.of(new StoredGrant(grant.copy(), revision(), time.now()))
                : Optional.empty();
    }

    private Revision revision() {
        return grant == null ? Revision.NONE : new Revision(Long.toString(revisions));
    }

    @Override
    public synchronized Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        requireConnection(key);
        if (!expected.equals(revision())) {
            return Optional.empty();
        }
        if (grant == null || !Grant.familyOf(grant.refreshToken()).equals(Grant.familyOf(next.refreshToken()))) {
            write(next.refreshToken());
        }
        put(next.copy());
        return Optional.of(revision());
    }

    @Override
    public synchronized boolean remove(TokenKey key, Revision expected) {
        requireConnection(key);
        if (grant == null || !expected.equals(revision())) {
            return false;
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StoreUnavailable("QONTAK_REFRESH_TOKEN_FILE cannot be deleted", e);
        }
        put(null);
        return true;
    }

    private void put(@Nullable Grant next) {
        if (grant != null) {
            grant.close();
        }
        grant = next;
        revisions++;
    }

    private void requireConnection(TokenKey key) {
        if (!key.equals(connection)) {
            throw new StoreUnavailable("with TOKEN_STORE=env there is one connection, " + connection, null);
        }
    }

    private void write(Secret token) {
        if (file == null) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (FileChannel channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(fresh))) {
                ByteBuffer bytes = token.revealUtf8(utf8 -> ByteBuffer.wrap(utf8.clone()));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
                Arrays.fill(bytes.array(), (byte) 0);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreUnavailable("QONTAK_REFRESH_TOKEN_FILE cannot be written", e);
        }
    }

    @Override
    public synchronized List<GrantStatus> list() {
        return grant == null ? List.of() : List.of(GrantStatus.of(connection, grant));
    }

    @Override
    public Locality locality() {
        return Locality.LOCAL;
    }

    @Override
    public String toString() {
        return "EnvironmentGrants[" + connection + "]";
    }
}
