package dev.jeton.providers.oauth;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenException.RateLimited;
import dev.jeton.api.TokenException.UpstreamFailed;
import dev.jeton.api.Validity;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.TokenProvider.IssuedToken;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.providers.http.UpstreamHttp;
import dev.jeton.simulator.Answer;
import dev.jeton.simulator.Fault;
import dev.jeton.simulator.Faults;
import dev.jeton.simulator.Service;
import dev.jeton.simulator.Simulator;
import dev.jeton.testkit.secret.Canaries;
import dev.jeton.testkit.time.ManualTime;
import java.net.URI;
import java.time.Duration;

/** One token endpoint whose answer is whatever a test says, and what becomes of it in a few words. */
final class Exchanges implements AutoCloseable {
    static final String SECRET = "c4nary-client-secret";

    private final Simulator simulator = Simulator.start();
    private final UpstreamHttp http = new UpstreamHttp();
    private final Canaries canaries = new Canaries();

    /**
     * What the endpoint makes of {@code answer}: {@code token PT1H}, or the failure: {@code nonsense}, {@code passing},
     * {@code RateLimited PT5S}, {@code CredentialsRejected}. No failure may quote the answer.
     */
    String outcome(Answer answer) {
        return outcome(answer, ManualTime.standingStill());
    }

    String outcome(Answer answer, TimeSource time) {
        simulator.faults().set(Service.OAUTH, Faults.ANY_TENANT, Fault.answer(answer));
        TokenEndpoint endpoint = new TokenEndpoint(
                URI.create(simulator.oauthTokenUrl("crm")), ClientAuthentication.POST, Duration.ofHours(1), http, time);
        try (Secret secret = Secret.of(SECRET)) {
            IssuedToken issued = endpoint.clientCredentials(
                    new ClientCredentials("id", secret, null),
                    Deadline.in(Duration.ofSeconds(30), TimeSource.system()));
            canaries.assertNoneIn("an issued token", issued.toString());
            return "token " + ((Validity.Lasting) issued.validity()).lifetime();
        } catch (TokenException e) {
            canaries.assertNoneIn("a failure", e + String.valueOf(e.getCause()));
            return inWords(e);
        }
    }

    private static String inWords(TokenException failure) {
        return switch (failure) {
            case UpstreamFailed failed -> failed.mayPass() ? "passing" : "nonsense";
            case RateLimited limited -> "RateLimited " + limited.retryAfter().orElseThrow();
            default -> failure.getClass().getSimpleName();
        };
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }
}
