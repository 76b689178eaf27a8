package dev.jeton.app.command;

import dev.jeton.api.identity.Permissions;
import dev.jeton.api.time.Durations;
import dev.jeton.app.caller.Action;
import dev.jeton.app.desk.KeyDesk;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.identity.tokens.ApiTokens;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jeton key create}: a new API token for a caller; its value goes to stdout, alone on its line, this once. */
@Command(
        name = "create",
        description = "Makes an API token for a caller of the broker. Its value is printed once and kept nowhere.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class CreateKeyCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Who the caller is, for people.")
    private String name = "";

    @Option(
            names = "--actions",
            paramLabel = "ACTION",
            split = ",",
            defaultValue = "token:read",
            description = "What it may do, as in docs/callers.md. Default: ${DEFAULT-VALUE}.")
    private List<String> actions = List.of();

    @Option(
            names = "--types",
            paramLabel = "TYPE",
            split = ",",
            defaultValue = "*",
            description = "For which providers.")
    private List<String> types = List.of();

    @Option(
            names = "--tenants",
            paramLabel = "TENANT",
            split = ",",
            defaultValue = "*",
            description = "For which tenants; a name that ends with * is a prefix.")
    private List<String> tenants = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            description = "How long it lives: 90d is 2160h. Default: for ever.")
    private @Nullable String ttl;

    @Spec
    private CommandSpec spec;

    /** Made by picocli only. */
    @SuppressWarnings("NullAway.Init")
    CreateKeyCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        ApiTokens.Wish wish = wish();
        return where.run(desk -> {
            desk.keys().create(wish, (view, value) -> {
                System.err.println("jeton: key " + view.id() + " of " + view.name() + " is made; this is its value:");
                String text = value.reveal(String::new);
                System.out.println(text);
            });
            return 0;
        });
    }

    private ApiTokens.Wish wish() {
        try {
            Permissions permissions = new Permissions(Action.known(words(actions)), words(types), words(tenants));
            Duration life = ttl == null ? null : Durations.parse(ttl);
            return new ApiTokens.Wish(KeyDesk.CALLERS, name, permissions, life);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Set<String> words(List<String> words) {
        return new HashSet<>(words);
    }
}
