package dev.jeton.app.command;

import dev.jeton.api.identity.UserId;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton identity warm-up}: brings signing keys, and what belongs to a list of users, into Redis. */
@Command(
        name = "warm-up",
        description =
                "Brings the signing keys, and what belongs to a list of users, into the cache that brokers share.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class WarmUpCommand implements Callable<Integer> {

    @Mixin
    private final IdentityStoreOption store = new IdentityStoreOption();

    @Option(names = "--users", paramLabel = "FILE", required = true, description = "One user id a line.")
    private Path users;

    /** Made by picocli only, which fills in what is required. */
    @SuppressWarnings("NullAway.Init")
    WarmUpCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        List<UserId> ids = ids();
        return store.run(identity -> {
            long rows = identity.warmUp().run(ids, IdentityStoreOption.progress("rows"));
            IdentityStoreOption.endOfProgress();
            System.out.println(rows + " rows of " + ids.size() + " users");
            return 0;
        });
    }

    private List<UserId> ids() throws IOException {
        List<UserId> ids = new ArrayList<>();
        List<String> lines = Files.readAllLines(users);
        for (int i = 0; i < lines.size(); i++) {
            try {
                if (!lines.get(i).isBlank()) {
                    ids.add(new UserId(lines.get(i).strip()));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException(users + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return ids;
    }
}
