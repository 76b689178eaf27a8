package dev.jeton.client;

import dev.jeton.api.Loopback;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds all that is wrong with the settings of a client at once; what it says repeats no secret. */
final class WrongSettings {

    private static final int SHORTEST_SECRET = 16;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Duration LONGEST_NEAR_TTL = Duration.ofHours(1);

    private final List<String> wrong = new ArrayList<>();

    private WrongSettings() {}

    /** @throws IllegalArgumentException with one sentence for each */
    static void refuse(ClientSettings settings) {
        WrongSettings found = new WrongSettings();
        found.address(settings.broker, settings.plainHttp);
        found.secret(settings.secret);
        found.times(settings);
        found.client(settings.httpClient);
        found.checked("provider", settings::providers);
        found.checked("redis", settings::redis);
        if (!found.wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", found.wrong));
        }
    }

    private void address(URI broker, boolean plainHttp) {
        String scheme = String.valueOf(broker.getScheme());
        String host = broker.getHost();
        if (host == null || !Set.of("http", "https").contains(scheme)) {
            wrong.add("broker: must be an address with http or https and a host");
        } else if (scheme.equals("http") && !plainHttp && !Loopback.isNamedBy(host)) {
            wrong.add("broker: the secret and the tokens would be readable on the way to " + host
                    + "; use https, or allowPlainHttp() where something else protects them");
        }
        if (String.valueOf(broker.getRawPath()).startsWith("//")) {
            wrong.add("broker: a path that begins with // reads as another host");
        }
        if (broker.getRawUserInfo() != null || broker.getRawQuery() != null || broker.getRawFragment() != null) {
            wrong.add("broker: must have no user, query or fragment");
        }
    }

    private void secret(String secret) {
        if (secret.isEmpty()) {
            wrong.add("secret: is missing");
        } else if (secret.length() < SHORTEST_SECRET || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            wrong.add("secret: must be 16 or more visible ASCII characters");
        }
    }

    private void times(ClientSettings settings) {
        if (!isBetween(Duration.ofMillis(1), settings.timeout, LONGEST_TIMEOUT)) {
            wrong.add("timeout: must be between 1ms and 5m");
        }
        if (settings.nearSize < 0) {
            wrong.add("nearCache: the size cannot be negative; 0 turns it off");
        }
        if (!isBetween(Duration.ofMillis(1), settings.nearTtl, LONGEST_NEAR_TTL)) {
            wrong.add("nearCache: the time to live must be between 1ms and 1h; size 0 turns it off");
        }
        if (settings.redis != null && settings.redisTimeout.compareTo(settings.timeout) > 0) {
            wrong.add("redisTimeout: is longer than timeout, so a slow Redis would leave no time for the broker");
        }
    }

    private static boolean isBetween(Duration shortest, Duration duration, Duration longest) {
        return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
    }

    private void client(@Nullable HttpClient client) {
        if (client != null && client.followRedirects() != HttpClient.Redirect.NEVER) {
            wrong.add("httpClient: must not follow redirects, which would carry the secret to another host");
        }
    }

    private void checked(String setting, Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            wrong.add(setting + ": " + e.getMessage());
        }
    }
}
