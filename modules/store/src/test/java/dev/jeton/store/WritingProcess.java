package dev.jeton.store;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.port.Sealer;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.process.ChildProcess;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process on the same file: stores one grant after the other and says so after each, until it is killed. */
final class WritingProcess {

    /** What it says of a grant that is stored. */
    static final String STORED = "stored (\\S+) (\\S+)";

    private WritingProcess() {}

    static ChildProcess start(Path file) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Stream.of(
                                "target/test-classes",
                                "target/classes",
                                System.getProperty("jdk.module.path", ""),
                                System.getProperty("java.class.path", ""))
                        .collect(Collectors.joining(File.pathSeparator)),
                WritingProcess.class.getName(),
                file.toString()));
        return ChildProcess.start(command);
    }

    public static void main(String[] arguments) {
        try (SqlStore store = Stores.open(Stores.file(Path.of(arguments[0])), Sealer.none())) {
            for (int i = 0; i < 100_000; i++) {
                TokenKey key = TokenKey.of("written", ProcessHandle.current().pid() + "-" + i);
                try (Grant grant = SomeGrants.connected()) {
                    Revision revision =
                            store.grants().replace(key, Revision.NONE, grant).orElseThrow();
                    System.out.println("stored " + key.tenant() + " " + revision.text());
                }
            }
        }
    }
}
