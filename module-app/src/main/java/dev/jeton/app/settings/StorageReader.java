package dev.jeton.app.settings;

import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Durations;
import dev.jeton.cache.RedisSettings;
import dev.jeton.crypto.KeyRing;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Reads where things are kept outside this process, and the keys that they are sealed with. */
final class StorageReader {

    private static final Duration LONGEST_REDIS_TIMEOUT = Duration.ofMinutes(1);
    private static final String OFF = "off";

    private final SettingParser parser;

    StorageReader(SettingParser parser) {
        this.parser = parser;
    }

    Settings.Storage read() {
        Duration timeout =
                parser.required(SettingKey.REDIS_TIMEOUT, StorageReader::redisTimeout, RedisSettings.DEFAULT_TIMEOUT);
        Secret keys = parser.optional(SettingKey.ENCRYPTION_KEYS, StorageReader::keys)
                .flatMap(Function.identity())
                .orElse(null);
        if (parser.isSet(SettingKey.REDIS_URL) && !parser.isSet(SettingKey.ENCRYPTION_KEYS)) {
            parser.problem(
                    SettingKey.ENCRYPTION_KEYS,
                    "must be set where REDIS_URL is: to a key, ./jeton keys generate makes one,"
                            + " or to off, which stores tokens there as plain JSON");
        }
        RedisSettings redis = parser.optional(SettingKey.REDIS_URL, url -> RedisSettings.of(url, timeout))
                .orElse(null);
        return new Settings.Storage(redis, keys);
    }

    private static Duration redisTimeout(String text) {
        Duration timeout = Durations.parse(text);
        if (timeout.isZero() || timeout.compareTo(LONGEST_REDIS_TIMEOUT) > 0) {
            throw new IllegalArgumentException("must be between 1ms and 1m");
        }
        return timeout;
    }

    /** A first look tells what is wrong with them together with all else; they are read again when they are needed. */
    private static Optional<Secret> keys(String text) {
        if (text.equalsIgnoreCase(OFF)) {
            return Optional.empty();
        }
        KeyRing.parse(text).close();
        return Optional.of(Secret.of(text));
    }
}
