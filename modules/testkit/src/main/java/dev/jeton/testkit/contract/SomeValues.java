package dev.jeton.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.cache.CacheKey;
import dev.jeton.api.cache.CacheService.Source;
import dev.jeton.api.cache.CacheSpace;
import dev.jeton.api.cache.ValueFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Cached values that are texts without quotes, and keys that nobody else uses. */
public final class SomeValues {

    /** Of texts; one that holds a quote cannot be read again. */
    public static final ValueFormat<String> TEXT = new ValueFormat<>() {
        @Override
        public byte[] write(String value) {
            return ("\"" + value + "\"").getBytes(UTF_8);
        }

        @Override
        public String read(byte[] json) throws UnreadableValue {
            String text = new String(json, UTF_8);
            if (text.length() < 2 || text.indexOf('"') != 0 || text.indexOf('"', 1) != text.length() - 1) {
                throw new UnreadableValue("no text");
            }
            return text.substring(1, text.length() - 1);
        }
    };

    private SomeValues() {}

    /** A key that nobody else uses. */
    public static CacheKey freshKey() {
        return freshKey(CacheSpace.APPLICATION);
    }

    /** One of {@code space}, which has more keys than one. */
    public static CacheKey freshKey(CacheSpace space) {
        return CacheKey.of(space, UUID.randomUUID().toString());
    }

    /** Keys that fall together where parts are joined, cut or folded carelessly. */
    public static List<CacheKey> alike() {
        String mark = UUID.randomUUID().toString();
        return List.of(
                CacheKey.of(CacheSpace.TOKEN, mark),
                CacheKey.of(CacheSpace.TOKEN, mark, "a"),
                CacheKey.of(CacheSpace.TOKEN, mark, "A"),
                CacheKey.of(CacheSpace.TOKEN, mark + "a"),
                CacheKey.of(CacheSpace.USER_TOKENS, mark),
                CacheKey.of(CacheSpace.JWT_KEY, mark),
                CacheKey.of(CacheSpace.VERIFICATION_TOKEN, mark),
                CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, mark, "type", "email"),
                CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, mark, "type-email"),
                CacheKey.of(CacheSpace.REFRESH_TOKEN, mark),
                CacheKey.of(CacheSpace.USER_REFRESH_TOKENS, mark),
                CacheKey.of(CacheSpace.KEY_SETS, mark),
                CacheKey.of(CacheSpace.APPLICATION, mark));
    }

    /** Text of so many characters; one that does not repeat can hardly be compressed. */
    public static String text(int length, boolean repeating) {
        Random random = new Random(length);
        return random.ints(length, 'a', repeating ? 'b' : 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A source whose values may be kept for an hour. */
    public static <T> Source<T> source(Supplier<Optional<T>> load) {
        return source(load, Duration.ofHours(1));
    }

    /** A source whose values may be kept for {@code ttl}. */
    public static <T> Source<T> source(Supplier<Optional<T>> load, Duration ttl) {
        return new Source<>() {
            @Override
            public Optional<T> load() {
                return load.get();
            }

            @Override
            public Duration ttl(T value) {
                return ttl;
            }
        };
    }
}
