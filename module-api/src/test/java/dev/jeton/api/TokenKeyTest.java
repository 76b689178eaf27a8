package dev.jeton.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenKeyTest {
    private static final int PAIRS = 100_000;
    private static final String PROVIDER = "abz0-";
    private static final String TENANT = "abzAZ0-._";

    @Test
    @DisplayName("fault 81 of 100 000 generated pairs no two are spelled alike")
    void noCollision() {
        Random random = new Random(81);
        Set<TokenKey> keys = new HashSet<>();
        while (keys.size() < PAIRS) {
            keys.add(TokenKey.of("a" + word(PROVIDER, random), "a" + word(TENANT, random)));
        }
        Set<String> spelled = new HashSet<>();
        keys.forEach(key -> spelled.add(key.toString()));
        assertThat(spelled).hasSize(PAIRS);
    }

    private static String word(String alphabet, Random random) {
        StringBuilder word = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            word.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return word.toString();
    }
}
