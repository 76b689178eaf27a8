package dev.jeton.providers.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PumpedBodyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Takes so many pieces, one after the other, and then none. */
    private static final class Connection implements Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int more;
        private @Nullable Subscription subscription;
        private @Nullable Throwable failure;
        private boolean completed;

        Connection(int pieces) {
            this.more = pieces;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            ask();
        }

        private void ask() {
            if (more-- > 0 && subscription != null) {
                subscription.request(1);
            }
        }

        @Override
        public void onNext(ByteBuffer piece) {
            byte[] bytes = new byte[piece.remaining()];
            piece.get(bytes);
            taken.writeBytes(bytes);
            ask();
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }

    private static InputStream of(int length) {
        return new ByteArrayInputStream("x".repeat(length).getBytes(US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16_384, 16_385, 100_000})
    @DisplayName("all of it goes out, whether or not its length was announced")
    void all(int length) throws Exception {
        for (long announced : new long[] {length, -1}) {
            PumpedBody body = new PumpedBody(announced);
            Connection connection = new Connection(Integer.MAX_VALUE);
            body.subscribe(connection);

            body.pump(of(length), PATIENCE, () -> false);

            assertThat(body.contentLength()).isEqualTo(announced);
            assertThat(connection.taken.size()).isEqualTo(length);
            assertThat(connection.completed).isTrue();
        }
    }

    @Test
    @DisplayName("no piece is read before it is wanted, and who wants none is not waited for for ever")
    void demand() {
        PumpedBody body = new PumpedBody(-1);
        Connection connection = new Connection(2);
        body.subscribe(connection);

        assertThatThrownBy(() -> body.pump(of(1_000_000), Duration.ofMillis(20), () -> false))
                .isInstanceOf(TimeoutException.class);
        assertThat(connection.taken.size()).isEqualTo(2 * 16_384);
    }

    @Test
    @DisplayName("a source that breaks off fails the connection, unless there is an answer already")
    void breaksOff() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("breaks off");
            }

            @Override
            public int read(byte[] into, int offset, int most) throws IOException {
                throw new IOException("breaks off");
            }
        };
        for (boolean answered : new boolean[] {false, true}) {
            PumpedBody body = new PumpedBody(-1);
            Connection connection = new Connection(1);
            body.subscribe(connection);
            // There is none when it begins to read.
            boolean[] asked = new boolean[1];
            BooleanSupplier answers = () -> {
                boolean again = asked[0];
                asked[0] = true;
                return again && answered;
            };
            if (answered) {
                body.pump(broken, PATIENCE, answers);
            } else {
                assertThatThrownBy(() -> body.pump(broken, PATIENCE, answers)).hasMessage("breaks off");
            }
            assertThat(connection.failure).isInstanceOf(IOException.class);
            assertThat(connection.completed).as("half a body is no body").isFalse();
        }
    }

    @Test
    @DisplayName("whoever wants it a second time is refused at once")
    void once() {
        PumpedBody body = new PumpedBody(-1);
        body.subscribe(new Connection(0));
        Connection second = new Connection(1);

        body.subscribe(second);

        assertThat(second.failure).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("an answer, or the end of the connection, ends the reading")
    void ends() throws Exception {
        PumpedBody answered = new PumpedBody(-1);
        answered.subscribe(new Connection(0));
        answered.wake();
        answered.pump(of(10), PATIENCE, () -> true);

        PumpedBody cancelled = new PumpedBody(-1);
        Connection connection = new Connection(0);
        cancelled.subscribe(connection);
        if (connection.subscription != null) {
            connection.subscription.cancel();
        }
        cancelled.pump(of(10), PATIENCE, () -> false);

        assertThat(connection.taken.size()).isZero();
    }
}
