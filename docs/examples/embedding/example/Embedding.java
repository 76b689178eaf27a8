package example;

import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import dev.jeton.cache.InMemoryState;
import dev.jeton.providers.TokenBroker;
import dev.jeton.providers.credentials.CredentialsFile;
import dev.jeton.providers.whatsapp.WhatsAppProvider;
import java.nio.file.Path;

public class Embedding {
    public static void main(String[] args) throws Exception {
        var time = TimeSource.system();
        var state = InMemoryState.create(InMemoryState.DEFAULT_MAX_TOKENS, time);
        var credentials = CredentialsFile.open(Path.of(args[0]), TokenEvents.NO_OP);
        try (state;
                var broker = TokenBroker.over(state, credentials)
                        .provider(new WhatsAppProvider(time))
                        .build()) {
            var answer = broker.getToken(TokenRequest.of("whatsapp", "acme"));
            System.out.println(answer.token().fingerprint());
        }
    }
}
