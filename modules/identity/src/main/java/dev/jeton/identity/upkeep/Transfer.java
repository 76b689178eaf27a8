package dev.jeton.identity.upkeep;

import dev.jeton.api.cache.ValueFormat.UnreadableValue;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.IdentityRows;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.identity.rows.CachedRows;
import dev.jeton.identity.rows.Repositories;
import dev.jeton.identity.rows.RowLines;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rows to lines of JSON and back (D-12): hashes, never values; private keys as they are sealed. */
public final class Transfer {

    private final IdentityStore store;
    private final Repositories rows;

    public Transfer(IdentityStore store, Repositories rows) {
        this.store = store;
        this.rows = rows;
    }

    /** Whether a line brought something new. */
    public enum Imported {
        ADDED,
        /** Its id or its hash is there already: nothing is overwritten. */
        THERE_ALREADY
    }

    /** Writes every row of every kind; tells how many. */
    public long exportAll(OutputStream out, Progress progress) throws IOException {
        Lines lines = new Lines(out, progress);
        try {
            store.apiTokens().forEach(lines::write);
            store.verificationTokens().forEach(lines::write);
            store.refreshTokens().forEach(lines::write);
            store.jwtKeys().forEach(lines::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return lines.count;
    }

    /** Writes the newest rows of one user; tells how many. */
    public long exportUser(UserId user, OutputStream out) throws IOException {
        Lines lines = new Lines(out, Progress.SILENT);
        try {
            store.apiTokens().ofUser(user).forEach(lines::write);
            store.verificationTokens().ofUser(user).forEach(lines::write);
            store.refreshTokens().ofUser(user).forEach(lines::write);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return lines.count;
    }

    private static final class Lines {

        private final OutputStream out;
        private final Progress progress;
        private long count;

        Lines(OutputStream out, Progress progress) {
            this.out = out;
            this.progress = progress;
        }

        void write(IdentityRow row) {
            try {
                out.write(RowLines.write(row));
                out.write('\n');
                progress.done(++count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @throws UnreadableValue if {@code line} is no row; nothing is changed then */
    public Imported importLine(byte[] line) throws UnreadableValue {
        return switch (RowLines.read(line)) {
            case ApiToken token -> add(store.apiTokens(), rows.apiTokens(), token);
            case VerificationToken token -> add(store.verificationTokens(), rows.verificationTokens(), token);
            case RefreshToken token -> add(store.refreshTokens(), rows.refreshTokens(), token);
            case JwtKey key -> add(store.jwtKeys(), rows.jwtKeys(), key);
        };
    }

    private static <R extends IdentityRow> Imported add(IdentityRows<R> store, CachedRows<R> cached, R row) {
        if (!store.insert(row)) {
            return Imported.THERE_ALREADY;
        }
        cached.forget(List.of(row));
        return Imported.ADDED;
    }
}
