package dev.jeton.app.command;

import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.crypto.EncryptionKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code jeton keys generate}: a new key, alone on its line, so that a shell can take it as it is. */
@Command(
        name = "generate",
        description = "Prints a new key for ENCRYPTION_KEYS. It is kept nowhere else.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class GenerateKeyCommand implements Callable<Integer> {

    GenerateKeyCommand() {}

    @Override
    public Integer call() {
        try (Secret key = EncryptionKey.generate(TimeSource.system())) {
            return key.reveal(line -> {
                System.out.println(line);
                return 0;
            });
        }
    }
}
