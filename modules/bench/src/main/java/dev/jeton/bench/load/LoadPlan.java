package dev.jeton.bench.load;

import java.time.Duration;

/** How long and how hard: {@code --rounds 7 --seconds 3 --connections 16 --client wrk|bundled}. */
public record LoadPlan(int rounds, Duration each, int connections, LoadClient client) {

    private static final int ROUNDS = 7;
    private static final int SECONDS = 3;
    private static final int CONNECTIONS = 16;

    /** @throws IllegalArgumentException if an option is unknown or has no value that makes sense */
    public static LoadPlan parse(String... options) {
        int rounds = ROUNDS;
        int seconds = SECONDS;
        int connections = CONNECTIONS;
        String client = "";
        if (options.length % 2 != 0) {
            throw new IllegalArgumentException("every option has a value");
        }
        for (int i = 0; i < options.length; i += 2) {
            String value = options[i + 1];
            switch (options[i]) {
                case "--rounds" -> rounds = positive(value);
                case "--seconds" -> seconds = positive(value);
                case "--connections" -> connections = positive(value);
                case "--client" -> client = value;
                default -> throw new IllegalArgumentException("known are --rounds --seconds --connections --client");
            }
        }
        return new LoadPlan(rounds, Duration.ofSeconds(seconds), connections, client(client, connections));
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text + " is not positive");
        }
        return number;
    }

    private static LoadClient client(String name, int connections) {
        LoadClient bundled = new BundledClient(connections);
        return switch (name) {
            case "" -> Wrk.onPath(connections).orElse(bundled);
            case "bundled" -> bundled;
            case "wrk" -> Wrk.onPath(connections).orElseThrow(() -> new IllegalArgumentException("wrk is not on PATH"));
            default -> throw new IllegalArgumentException("--client is wrk or bundled");
        };
    }
}
