package dev.jeton.client.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.Validity;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAnswerTest {

    @ParameterizedTest(name = "A-03 {0} and {1} is a life of {2} s, in either order")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'expiresIn':null, 'expires_in':60, 60",
                "'expiresIn':60, 'expires_in':null, 60",
                "'expiresIn':60, 'expires_in':3600, 60",
                "'expiresIn':3600, 'expires_in':'60', 60",
                "'expires_in':null, 'x':1, 3600",
                "'expiresIn':null, 'expires_in':null, -1",
                "'expiresIn':null, 'x':1, -1"
            })
    void lifetimes(String one, String other, long seconds) throws IOException {
        Validity expected = seconds < 0 ? new Validity.Unlimited() : new Validity.Lasting(Duration.ofSeconds(seconds));

        assertThat(validity(one, other)).isEqualTo(expected);
        assertThat(validity(other, one)).isEqualTo(expected);
    }

    private static Validity validity(String first, String second) throws IOException {
        String answer = "{'token':'c4nary-token'," + first + "," + second + "}";
        return TokenAnswer.read(answer.replace('\'', '"').getBytes(UTF_8)).validity();
    }
}
