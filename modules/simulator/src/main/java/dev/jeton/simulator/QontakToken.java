package dev.jeton.simulator;

import dev.jeton.simulator.Grants.Presented;
import dev.jeton.simulator.TokenForm.Refusal;
import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Request;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /qontak/oauth/token}: only refresh tokens are exchanged, and the client shows its secret in the body. */
final class QontakToken implements Backend {

    private static final List<String> PATH = List.of("qontak", "oauth", "token");

    private final Qontak qontak;
    private final Tokens tokens;
    private final InstantSource clock;
    private final TokenForm form = new TokenForm(TokenForm::error, TokenForm.REFRESH_TOKEN);

    QontakToken(Qontak qontak, Tokens tokens, InstantSource clock) {
        this.qontak = qontak;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Service service() {
        return Service.QONTAK;
    }

    /** Whose refresh token it is, and else whose client, where that is one tenant's alone. */
    @Override
    public String tenantOf(Request request) {
        Form parameters = Bodies.parse(request);
        return parameters
                .get("refresh_token")
                .flatMap(qontak.grants()::holder)
                .map(TokenFamily.Holder::tenant)
                .or(() -> parameters.get("client_id").map(id -> onlyTenant(qontak.clients(id))))
                .orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        if (!request.segments().equals(PATH)) {
            return refuse(404, "no such path");
        }
        try {
            Form parameters = form.read(request, Bodies.BOTH);
            List<QontakClient> clients = authenticate(parameters);
            if (clients.stream().noneMatch(client -> client.terms().bodies().accept(request))) {
                throw form.invalid(
                        "content type must be " + clients.getFirst().terms().bodies());
            }
            String refreshToken = required(parameters, "refresh_token");
            return exchange(
                    new Presented(
                            refreshToken,
                            onlyTenant(clients),
                            clients.getFirst().clientId()),
                    clients);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public Answer refuse(int status, String why) {
        return TokenForm.error(status, "invalid_request", why);
    }

    private Answer exchange(Presented presented, List<QontakClient> clients) throws Refusal {
        Duration lifetime = holding(presented, clients).terms().lifetime();
        Exchanged exchanged =
                qontak.grants().exchange(presented, tenant -> tokens.issue(Service.QONTAK, tenant, lifetime));
        String accessToken = exchanged
                .granted()
                .orElseThrow(() -> form.refused("invalid_grant", "the refresh token is invalid, expired or revoked"));
        Map<String, Object> body = TokenForm.members(accessToken, lifetime);
        exchanged.refreshToken().ifPresent(successor -> body.put("refresh_token", successor));
        body.put("created_at", clock.instant().getEpochSecond());
        return TokenForm.granted(body).tellingIfLost(() -> qontak.grants().lost(exchanged.spend()));
    }

    private List<QontakClient> authenticate(Form parameters) throws Refusal {
        String id = required(parameters, "client_id");
        String secret = required(parameters, "client_secret");
        List<QontakClient> clients = qontak.clients(id).stream()
                .filter(client -> client.clientSecret().equals(secret))
                .toList();
        if (clients.isEmpty()) {
            throw form.invalidClient(401, "client authentication failed");
        }
        return clients;
    }

    private String required(Form parameters, String name) throws Refusal {
        return parameters.get(name).orElseThrow(() -> form.invalid(name + " is missing"));
    }

    /** The client as the tenant uses it whose refresh token this is; any, where nothing will come of it. */
    private QontakClient holding(Presented presented, List<QontakClient> clients) {
        Optional<String> tenant =
                qontak.grants().holder(presented.refreshToken()).map(TokenFamily.Holder::tenant);
        return clients.stream()
                .filter(client -> tenant.filter(client.tenant()::equals).isPresent())
                .findFirst()
                .orElse(clients.getFirst());
    }

    private static String onlyTenant(List<QontakClient> clients) {
        return clients.size() == 1 ? clients.getFirst().tenant() : Call.UNKNOWN_TENANT;
    }
}
