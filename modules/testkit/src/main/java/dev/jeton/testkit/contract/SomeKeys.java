package dev.jeton.testkit.contract;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Keys that are easily mistaken for one another by an adapter that spells them carelessly. */
public final class SomeKeys {

    private static final String[] TENANT_PARTS = {"a", "b", "A", "0", "-", ".", "_", "--", "..", "lock", "token", "x"};
    private static final String[] PROVIDER_PARTS = {"a", "b", "0", "-", "--", "lock", "token", "x"};

    private SomeKeys() {}

    /** A key that nobody else uses, so that tests on one real server are in no one's way. */
    public static TokenKey fresh() {
        return TokenKey.of("contract", UUID.randomUUID().toString());
    }

    /** Pairs that fall together where a separator is an allowed character, or where case or punctuation is dropped. */
    public static List<TokenKey> alike() {
        return List.of(
                TokenKey.of("p", "a.b"),
                TokenKey.of("p", "a-b"),
                TokenKey.of("p", "a_b"),
                TokenKey.of("p", "ab"),
                TokenKey.of("p", "A"),
                TokenKey.of("p", "a"),
                TokenKey.of("p-a", "b"),
                TokenKey.of("p", "a-"),
                TokenKey.of("p-", "a"),
                TokenKey.of("p", "1"),
                TokenKey.of("p1", "1"),
                TokenKey.of("p", "11"),
                TokenKey.of("p", "a.lock"),
                TokenKey.of("p", "lock"),
                TokenKey.of("lock", "p"));
    }

    /**
     * The {@link #alike} ones and some at the limits of length, in variants that nobody else uses: for stores that keep what
     * they are given.
     */
    public static List<TokenKey> alikeAndFresh() {
        String mark = "-" + UUID.randomUUID().toString().substring(0, 8);
        String longest = "t".repeat(127 - mark.length()) + mark;
        String longestProvider = "p".repeat(63 - mark.length()) + mark;
        return Stream.concat(
                        alike().stream().map(key -> new TokenKey(key.provider(), new TenantId(key.tenant() + mark))),
                        Stream.of(
                                TokenKey.of("p", longest + "a"),
                                TokenKey.of("p", longest + "A"),
                                TokenKey.of("p", longest + "."),
                                TokenKey.of("p", longest),
                                TokenKey.of(longestProvider + "1", longest + "a"),
                                TokenKey.of(longestProvider + "2", longest + "a")))
                .toList();
    }

    /** {@code count} different keys, the {@link #alike} ones first; the same ones for the same seed. */
    public static List<TokenKey> generated(int count, long seed) {
        Random random = new Random(seed);
        Set<TokenKey> keys = new LinkedHashSet<>(alike());
        while (keys.size() < count) {
            String provider = "p" + word(PROVIDER_PARTS, random);
            String tenant = (random.nextBoolean() ? "a" : "A") + word(TENANT_PARTS, random);
            keys.add(new TokenKey(new ProviderId(provider), new TenantId(tenant)));
        }
        return List.copyOf(keys).subList(0, count);
    }

    private static String word(String[] parts, Random random) {
        StringBuilder word = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            word.append(parts[random.nextInt(parts.length)]);
        }
        return word.toString();
    }
}
