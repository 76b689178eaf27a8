package dev.jeton.app.http;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.audit.Audit;
import dev.jeton.app.caller.ApiTokenCheck;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.caller.JwtCheck;
import dev.jeton.cache.InMemoryState;
import dev.jeton.providers.rotation.Connections;
import dev.jeton.testkit.fake.MapGrants;
import dev.jeton.testkit.http.HttpProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The HTTP side alone, over a token service that answers every request as a test wants; everybody may call. */
final class StubbedApi implements AutoCloseable {

    private final HttpApi api;
    private final HttpServer server;

    private record OneAnswer(Function<TokenRequest, TokenAnswer> answer) implements TokenService {
        @Override
        public TokenAnswer getToken(TokenRequest request) {
            return answer.apply(request);
        }

        @Override
        public boolean invalidate(TokenKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean invalidate(TokenKey key, Fingerprint rejected) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<TokenEntry> cached(TokenKey key) {
            return Optional.empty();
        }

        @Override
        public Set<ProviderId> providers() {
            return Set.of(new ProviderId("genesys"));
        }
    }

    private StubbedApi(HttpApi api) throws IOException {
        this.api = api;
        this.server = HttpServer.start("127.0.0.1", 0, api);
    }

    static StubbedApi answering(Function<TokenRequest, TokenAnswer> answer) {
        return over(answer, InMemoryState.create(1, TimeSource.system()));
    }

    /** One whose health is that of {@code state}. */
    static StubbedApi over(Function<TokenRequest, TokenAnswer> answer, SharedState state) {
        try {
            TokenService tokens = new OneAnswer(answer);
            return new StubbedApi(new HttpApi(new HttpApi.Parts(
                    tokens,
                    SomeProxy.toNowhere(tokens),
                    new HttpApi.Kept(
                            state,
                            Connections.of(MapGrants.local(TimeSource.system()), TokenEvents.NO_OP),
                            Set.of(),
                            null,
                            null),
                    new HttpApi.Entrance(
                            new Callers(
                                    null,
                                    null,
                                    new Callers.Checks(ApiTokenCheck.none(), JwtCheck.none()),
                                    TimeSource.system()),
                            Audit.off(),
                            SomeJudge.ofNobody()),
                    Duration.ofSeconds(5),
                    () -> "",
                    TimeSource.system())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopping() {
        api.stopping();
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    HttpProbe probe() {
        return HttpProbe.at("127.0.0.1", port());
    }

    @Override
    public void close() {
        server.close();
    }
}
