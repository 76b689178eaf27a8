package dev.jeton.app.command;

import dev.jeton.api.identity.UserId;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.identity.Identity;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton identity export}: first-party rows as lines of JSON, hashes in the place of values. */
@Command(
        name = "export",
        description =
                "Writes first-party rows as lines of JSON: hashes, never values; private keys as they are sealed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private final IdentityStoreOption store = new IdentityStoreOption();

    @Option(
            names = "--user",
            paramLabel = "ID",
            description = "Of this user alone. Default: everything, keys included.")
    private @Nullable String user;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "A new file, readable by its owner.")
    private Path file;

    @Spec
    private CommandSpec spec;

    /** Made by picocli only, which fills in what is required. */
    @SuppressWarnings("NullAway.Init")
    ExportCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        @Nullable UserId id = userOrNull();
        return store.run(identity -> {
            try (OutputStream out = new BufferedOutputStream(create())) {
                System.out.println(export(identity, id, out) + " rows");
            }
            return 0;
        });
    }

    private static long export(Identity identity, @Nullable UserId id, OutputStream out) throws IOException {
        if (id != null) {
            return identity.transfer().exportUser(id, out);
        }
        long rows = identity.transfer().exportAll(out, IdentityStoreOption.progress("rows"));
        IdentityStoreOption.endOfProgress();
        return rows;
    }

    private @Nullable UserId userOrNull() {
        try {
            return user == null ? null : new UserId(user);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private OutputStream create() throws IOException {
        Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
}
