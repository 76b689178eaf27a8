package dev.jeton.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.IVersionProvider;

/** The version of the build, which writes it into a resource. */
final class Version implements IVersionProvider {

    Version() {}

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IOException("the build has left out version.txt");
            }
            return new String[] {"jeton " + new String(in.readAllBytes(), UTF_8).strip()};
        }
    }
}
