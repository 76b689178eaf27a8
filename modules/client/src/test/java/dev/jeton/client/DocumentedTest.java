package dev.jeton.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.AccessToken;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code that the documents show is the code in here. */
class DocumentedTest {

    private static final Path ROOT = Path.of("../..");

    private static void example(String address, String secret, String redis) {
        // begin
        try (TokenClient tokens = TokenClient.of(URI.create(address))
                .secret(secret)
                .provider("genesys")
                .redis(redis)
                .build()) {
            AccessToken token = tokens.getAuthToken("acme");
            System.out.println(token.type() + " " + token.fingerprint());
        }
        // end
    }

    @Test
    @DisplayName("A-01 what the documents show runs")
    void runs() {
        try (BrokerDouble broker = BrokerDouble.start();
                RedisProcess redis = RedisProcess.start()) {
            example(broker.uri().toString(), BrokerDouble.SECRET, redis.uri().toString());
            assertThat(broker.calls()).isEqualTo(1);
            assertThat(redis.command("EXISTS", "genesys:token:acme")).isEqualTo(1L);
        }
    }

    @ParameterizedTest(name = "{0} shows that code")
    @ValueSource(strings = {"README.md", "docs/client.md"})
    void shown(String document) throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/jeton/client/DocumentedTest.java"));
        int begin = source.indexOf("        // begin");
        List<String> code = source.subList(begin + 1, source.indexOf("        // end")).stream()
                .map(line -> line.substring(8))
                .toList();

        assertThat(code).hasSizeGreaterThan(5);
        assertThat(Files.readString(ROOT.resolve(document))).contains("```java\n" + String.join("\n", code) + "\n```");
    }

    @Test
    @DisplayName("A-02 docs/client.md names every setting of the builder")
    void settings() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/client.md"));

        for (var method : TokenClientBuilder.class.getDeclaredMethods()) {
            if (method.getReturnType() == TokenClientBuilder.class) {
                assertThat(document).contains("`" + method.getName() + "(");
            }
        }
    }
}
