package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import dev.jeton.api.time.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection in the memory of one process, for those who have nothing but an environment. With a file, its refresh token
 * survives a restart; nothing else of it does. The file holds the refresh token and nothing more, as whoever put it there
 * wrote it, and is replaced in one step.
 */
public final class EnvironmentGrants implements GrantStore {
    private final TokenKey connection;
    private final @Nullable TokenFile file;
    private final TimeSource time;
    private @Nullable Grant grant;
    private long revisions;

    private EnvironmentGrants(TokenKey connection, @Nullable TokenFile file, TimeSource time) throws IOException {
        this.connection = connection;
        this.file = file;
        this.time = time;
        this.grant = file == null ? null : file.read().orElse(null);
    }

    /**
     * The store of {@code connection}.
     *
     * @param file null = a rotated refresh token is lost with the process
     * @throws IOException if the file is there and cannot be read, or could not be written
     */
    public static EnvironmentGrants open(TokenKey connection, @Nullable Path file, TimeSource time) throws IOException {
        return new EnvironmentGrants(connection, file == null ? null : TokenFile.at(file), time);
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
        if (file != null && grant != null && grant.holds(next.refreshFingerprint())) {
            // A claim above all: what could not be written down afterwards is not spent.
            file.prepare(next);
        } else if (file != null) {
            file.write(next);
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
        if (file != null) {
            file.delete();
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
