package dev.jeton.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a person sits there. */
final class Terminal {

    private Terminal() {}

    /**
     * Whether a file descriptor is a terminal: 0 stdin, 2 stderr. Java only knows whether stdin and stdout both are; Linux
     * tells more.
     */
    @SuppressWarnings("SystemConsoleNull") // Only asked where there is nothing better.
    static boolean isAt(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                return Files.readSymbolicLink(link).toString().matches("/dev/(pts/.*|tty.*|console)");
            } catch (IOException e) {
                return false;
            }
        }
        return System.console() != null;
    }
}
