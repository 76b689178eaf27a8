package dev.jeton.app.command;

import dev.jeton.api.time.TimeSource;
import dev.jeton.app.desk.KeyView;
import dev.jeton.app.settings.WrongSettings;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton key list}: the API tokens of callers, never their values. */
@Command(
        name = "list",
        description = "Lists the API tokens of callers, never their values.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class ListKeysCommand implements Callable<Integer> {

    @Mixin
    private final DeskOption where = new DeskOption();

    ListKeysCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException {
        return where.run(desk -> {
            Table table = new Table("ID", "NAME", "STATE", "EXPIRES", "ACTIONS", "TYPES", "TENANTS");
            desk.keys().list().forEach(key -> table.add(cells(key)));
            table.lines().forEach(System.out::println);
            return 0;
        });
    }

    private static String[] cells(KeyView key) {
        return new String[] {
            key.id(),
            key.name(),
            key.state(TimeSource.system().now()),
            key.expiresAt().map(Object::toString).orElse("-"),
            words(key.permissions().actions()),
            words(key.permissions().types()),
            words(key.permissions().tenants())
        };
    }

    private static String words(Set<String> words) {
        return words.isEmpty() ? "-" : String.join(",", new TreeSet<>(words));
    }
}
