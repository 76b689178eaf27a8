package dev.jeton.providers.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantState;
import dev.jeton.api.port.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with a refresh token and nothing more, replaced in one step. Beside it, in {@code .family}, stands the fingerprint of
 * the refresh token that a person brought, so that after a restart that one is not taken for news.
 */
final class TokenFile {
    private final Path file;
    private final Path fresh;
    private final Path family;

    private TokenFile(Path file) {
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
        this.family = file.resolveSibling(file.getFileName() + ".family");
    }

    /** @throws IOException with a sentence, if nothing can be written there */
    static TokenFile at(Path path) throws IOException {
        TokenFile file = new TokenFile(path.toAbsolutePath());
        try {
            file.stage(new byte[0]);
            Files.delete(file.fresh);
        } catch (IOException e) {
            throw new IOException(path + " cannot be written: " + e.getClass().getSimpleName(), e);
        }
        return file;
    }

    /** The grant that begins with what is in it; empty where it is not there, or empty. */
    Optional<Grant> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        try (Secret token = Secret.of(new String(bytes, UTF_8).strip())) {
            return token.isBlank() ? Optional.empty() : Optional.of(connected(token));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private Grant connected(Secret token) throws IOException {
        Fingerprint known = knownFamily();
        return new Grant(
                1, known == null ? Grant.familyOf(token) : known, token.copy(), null, new GrantState.Active(), null);
    }

    private @Nullable Fingerprint knownFamily() throws IOException {
        try {
            return Files.exists(family)
                    ? new Fingerprint(Files.readString(family).strip())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Makes sure that another refresh token could be written, by writing this one where it would be. */
    void prepare(Grant grant) {
        told(() -> stage(grant));
    }

    void write(Grant grant) {
        told(() -> {
            Files.writeString(family, grant.family().value());
            stage(grant);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            OwnerOnly.syncDirectory(file.resolveSibling(""));
        });
    }

    void delete() {
        told(() -> {
            Files.deleteIfExists(file);
            Files.deleteIfExists(family);
            Files.deleteIfExists(fresh);
        });
    }

    private void stage(Grant grant) throws IOException {
        byte[] token = grant.refreshToken().revealUtf8(utf8 -> utf8.clone());
        try {
            stage(token);
        } finally {
            Arrays.fill(token, (byte) 0);
        }
    }

    private void stage(byte[] content) throws IOException {
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(fresh))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void told(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new StoreUnavailable("QONTAK_REFRESH_TOKEN_FILE cannot be written", e);
        }
    }

    @Override
    public String toString() {
        return "TokenFile[" + file + "]";
    }
}
