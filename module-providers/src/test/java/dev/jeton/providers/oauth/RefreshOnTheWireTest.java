package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.OneTimeBody;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefreshOnTheWireTest {
    private final RefreshWire wire = new RefreshWire(200, "{\"access_token\":\"c4nary-at\"}");

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    @DisplayName("C-01 the refresh token is sent as a form, or as JSON where the provider wants that")
    void formats() {
        assertThat(wire.refresh()).isEqualTo("rotated PT6H");
        assertThat(wire.requests().getLast()).endsWith("grant_type=refresh_token&refresh_token=" + RefreshWire.TOKEN);
        wire.writing(BodyFormat.JSON).refresh();
        assertThat(wire.requests().getLast())
                .endsWith("{\"grant_type\":\"refresh_token\",\"refresh_token\":\"" + RefreshWire.TOKEN + "\"}");
    }

    @Test
    @DisplayName("fault 59 a connection that is refused has spent nothing")
    void refused() throws IOException, InterruptedException {
        wire.stopListening();
        assertThat(wire.refresh()).isEqualTo("not spent passing");
    }

    @Test
    @DisplayName("fault 59 a connection that breaks after the body has left may have spent it; it is not sent again")
    void brokenOff() {
        wire.hangUp();
        assertThat(wire.refresh()).isEqualTo("lost passing");
        assertThat(wire.requests().stream().filter(request -> request.contains(RefreshWire.TOKEN)))
                .hasSize(1);
    }

    @Test
    @DisplayName("fault 21 after the deadline of the send the refresh token does not leave")
    void tooLate() {
        assertThat(wire.refresh(Deadline.in(Duration.ZERO, TimeSource.system())))
                .startsWith("not spent ");
        assertThat(wire.requests()).noneMatch(request -> request.contains(RefreshWire.TOKEN));
    }

    @Test
    @DisplayName("C-09 a body leaves once, whoever asks for it again")
    void once() {
        OneTimeBody body = new OneTimeBody(
                "body".getBytes(StandardCharsets.US_ASCII), Deadline.in(Duration.ofHours(1), TimeSource.system()));
        assertThat(body.hasLeft()).isFalse();
        assertThat(taken(body)).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("body");
        assertThat(body.hasLeft()).isTrue();
        assertThat(taken(body)).failsWithin(Duration.ofSeconds(5));
    }

    private static CompletableFuture<String> taken(BodyPublisher body) {
        BodySubscriber<String> reader = BodySubscribers.ofString(StandardCharsets.US_ASCII);
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                reader.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer item) {
                reader.onNext(List.of(item));
            }

            @Override
            public void onError(Throwable failure) {
                reader.onError(failure);
            }

            @Override
            public void onComplete() {
                reader.onComplete();
            }
        });
        return reader.getBody().toCompletableFuture();
    }
}
