package dev.jeton.api.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeysTest {

    private static final int PAIRS = 100_000;
    private static final List<CacheSpace> SPACES = List.of(CacheSpace.values());

    /** What makes keys fall together: separators, prefixes of spaces, and nothing. */
    private static final String[] PIECES =
            "a b A 0 - _ . %3a user type token tokens jwt_keys auth cache @ /".split(" ", -1);

    @Test
    @DisplayName("D-05 keys are spelled as they are written down")
    void spelling() {
        assertThat(CacheKey.of(CacheSpace.TOKEN, "42")).hasToString("token:42");
        assertThat(CacheKey.of(CacheSpace.USER_TOKENS, "u1")).hasToString("tokens:user:u1");
        assertThat(CacheKey.of(CacheSpace.JWT_KEY, "k1")).hasToString("jwt_key:k1");
        assertThat(CacheKey.of(CacheSpace.JWT_KEYS)).hasToString("jwt_keys");
        assertThat(CacheKey.of(CacheSpace.VERIFICATION_TOKEN, "42")).hasToString("verification_token:42");
        assertThat(CacheKey.of(CacheSpace.USER_VERIFICATION_TOKENS, "u1", "type", "email"))
                .hasToString("verification_tokens:user:u1:type:email");
        assertThat(CacheKey.of(CacheSpace.REFRESH_TOKEN, "42")).hasToString("refresh_token:42");
        assertThat(CacheKey.of(CacheSpace.USER_REFRESH_TOKENS, "u1")).hasToString("refresh_tokens:user:u1");
        assertThat(CacheKey.of(CacheSpace.KEY_SETS, "issuer")).hasToString("auth:jwks:issuer");
    }

    @ParameterizedTest(name = "81 a part \"{0}\" is refused, and not repeated")
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a:b",
                ":",
                "*",
                "?",
                "?[x]",
                "[x]",
                "{t}",
                "a\\",
                "\0",
                "a\r\nb",
                "a\tb",
                "\u00e9",
                "\u202eabc",
                "\u0430",
                "\ud83d\ude00",
                "\ud800",
                "\udfff",
                "\u007f",
                "\u0080"
            })
    void refusedParts(String part) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheKey.of(CacheSpace.TOKEN, part))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(CacheSpace.USER_TOKENS, "a", part, "b"));
    }

    @Test
    @DisplayName("81 a part of 10 kB, or none at all where there must be one, is refused; 512 characters are not")
    void lengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(CacheSpace.TOKEN, "a".repeat(10_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(CacheSpace.TOKEN));
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(CacheSpace.JWT_KEYS, "a"));
        assertThat(CacheKey.of(CacheSpace.TOKEN, "a".repeat(512 - 6)).name()).hasSize(512);
        assertThatIllegalArgumentException().isThrownBy(() -> CacheKey.of(CacheSpace.TOKEN, "a".repeat(513 - 6)));
    }

    @ParameterizedTest(name = "81 \"{0}\" is nobody's key")
    @ValueSource(
            strings = {
                "",
                "token",
                "token:",
                "tokens:",
                "tokens:user:",
                "jwt_keys_of_others",
                "jwt_keys:",
                "auth:token:genesys:acme",
                "auth:lock:genesys:acme",
                "auth:jwks:",
                "qontak:tokens:acme",
                "genesys:token:acme",
                "TOKEN:1",
                " token:1",
                "token:*",
                "token:\u0000"
            })
    void nobodysNames(String name) {
        assertThat(CacheKey.named(name)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey(name));
    }

    @Test
    @DisplayName("81, 84 100 000 generated pairs of keys, and no two of them fall together that are not the same")
    void noCollision() {
        Random random = new Random(81);
        Map<CacheKey, List<String>> met = new HashMap<>();
        int violated = 0;
        for (int i = 0; i < PAIRS; i++) {
            List<String> one = parts(random);
            List<String> other = parts(random);
            CacheKey key = key(one);
            violated += key.equals(key(other)) == one.equals(other) ? 0 : 1;
            violated += one.equals(met.getOrDefault(key, one)) ? 0 : 1;
            met.put(key, one);
        }
        System.out.printf("81 keys of different parts differ: %d checked, %d violated%n", 2 * PAIRS, violated);
        assertThat(violated).isZero();
    }

    /** A space and the parts of a key in it. */
    private static List<String> parts(Random random) {
        CacheSpace space = SPACES.get(random.nextInt(SPACES.size()));
        List<String> parts = new ArrayList<>(List.of(space.name()));
        for (int left = space == CacheSpace.JWT_KEYS ? 0 : 1 + random.nextInt(3); left > 0; left--) {
            parts.add(part(random));
        }
        return List.copyOf(parts);
    }

    private static String part(Random random) {
        StringBuilder part = new StringBuilder();
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            part.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return part.toString();
    }

    private static CacheKey key(List<String> parts) {
        return CacheKey.of(
                CacheSpace.valueOf(parts.getFirst()),
                parts.subList(1, parts.size()).toArray(new String[0]));
    }

    @ParameterizedTest(name = "82 the pattern \"{0}\" is refused")
    @MethodSource
    void refusedPatterns(String glob) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CachePattern(glob));
    }

    static Stream<String> refusedPatterns() {
        return Stream.concat(
                Stream.of("", "token:a b", "token:\n*", "token:\u00e9*"),
                ("* ** ? t* token* token token: *token:1 ?oken:1 [t]oken:* tok?n:* auth:* auth:t* auth:token:* auth:lock:*"
                                + " auth:jwk?:* qontak:tokens:* jwt_keys* jwt_key* tokens:* verification_tokens:* token:[a]"
                                + " token:\\* token:{a}")
                        .transform(words -> Stream.of(words.split(" ", -1))));
    }

    @ParameterizedTest(name = "82 a pattern of {0} matches no key of another space")
    @EnumSource(CacheSpace.class)
    void confined(CacheSpace space) {
        CachePattern pattern = new CachePattern(space == CacheSpace.JWT_KEYS ? space.prefix() : space.prefix() + "*");
        assertThat(Arrays.stream(CacheSpace.values()).filter(other -> pattern.matches(some(other))))
                .containsExactly(space);
        assertThat(pattern.matches("auth:token:genesys:acme")).isFalse();
        assertThat(pattern.matches("auth:lock:genesys:acme")).isFalse();
    }

    private static String some(CacheSpace space) {
        return space == CacheSpace.JWT_KEYS ? space.prefix() : space.prefix() + "user:1";
    }

    @Test
    @DisplayName("82 a pattern with many stars is matched in no time")
    void manyStars() {
        CachePattern pattern = new CachePattern("token:" + "*a".repeat(200) + "b");
        long began = System.nanoTime();

        assertThat(pattern.matches("token:" + "a".repeat(500))).isFalse();

        assertThat(System.nanoTime() - began).isLessThan(1_000_000_000L);
    }

    @Test
    @DisplayName("a key is found again by its name")
    void named() {
        CacheKey key = CacheKey.of(CacheSpace.TOKEN, "42");

        assertThat(CacheKey.named("token:42")).isEqualTo(Optional.of(key));
    }
}
