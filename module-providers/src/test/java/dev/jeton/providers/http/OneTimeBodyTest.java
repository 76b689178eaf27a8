package dev.jeton.providers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.Deadline;
import dev.jeton.testkit.time.ManualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OneTimeBodyTest {
    private final ManualTime time = ManualTime.standingStill();
    private final OneTimeBody body =
            new OneTimeBody("c4nary".getBytes(UTF_8), Deadline.in(Duration.ofSeconds(1), time));
    private final List<ByteBuffer> sent = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();

    private void ask() {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer bytes) {
                sent.add(bytes);
            }

            @Override
            public void onError(Throwable error) {
                errors.add(error);
            }

            @Override
            public void onComplete() {
                // All of it was sent.
            }
        });
    }

    @Test
    @DisplayName("I2 a body leaves once, and cannot be withdrawn afterwards")
    void once() {
        ask();
        ask();
        assertThat(sent).hasSize(1);
        assertThat(errors).hasSize(1);
        assertThat(body.hasLeft()).isTrue();
        assertThat(body.withdraw()).isFalse();
    }

    @Test
    @DisplayName("I2 a body that was withdrawn never leaves, however late the connection stands")
    void withdrawn() {
        assertThat(body.withdraw()).isTrue();
        ask();
        assertThat(sent).isEmpty();
        assertThat(body.hasLeft()).isFalse();
        assertThat(body.withdraw()).isTrue();
    }

    @Test
    @DisplayName("fault 21 a body does not leave after its deadline")
    void tooLate() {
        time.advance(Duration.ofSeconds(1));
        ask();
        assertThat(sent).isEmpty();
        assertThat(body.hasLeft()).isFalse();
    }
}
