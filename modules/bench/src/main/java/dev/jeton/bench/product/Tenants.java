package dev.jeton.bench.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tenants with a static WhatsApp token each, so that a token can be had without any provider. */
public record Tenants(int count) {

    /** About as long as Meta's own. */
    private static final int TOKEN_LENGTH = 200;

    /** The credentials file of them all. */
    void writeTo(Path file) throws IOException {
        String members = IntStream.range(0, count)
                .mapToObj(i -> "\"%s\": {\"whatsapp\": {\"systemUserToken\": \"%s\"}}".formatted(name(i), token(i)))
                .collect(Collectors.joining(",\n"));
        Files.writeString(file, "{\"tenants\": {\n" + members + "\n}}\n");
    }

    /** The bodies of requests for the tokens of the first {@code some} tenants. */
    public List<String> requests(int some) {
        return IntStream.range(0, some)
                .mapToObj(i -> "{\"tenantId\":\"" + name(i) + "\",\"type\":\"whatsapp\"}")
                .toList();
    }

    private static String name(int number) {
        return "tenant-" + number;
    }

    private static String token(int number) {
        String unique = "EAA" + number;
        return unique + "x".repeat(TOKEN_LENGTH - unique.length());
    }
}
