package dev.jeton.simulator;

import dev.jeton.simulator.TokenForm.Refusal;
import dev.jeton.simulator.request.BasicCredentials;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /genesys/oauth/token}, where every client is known, and {@code /genesys/{domain}/oauth/token}, where only those
 * of that region are. As in reality a client that is not known gets a 400 and one with a wrong secret a 401, and the error
 * comes with a {@code description} beside the {@code error_description} of RFC 6749.
 */
final class GenesysLogin implements Backend {

    private final Genesys genesys;
    private final Tokens tokens;
    private final TokenForm form = new TokenForm(GenesysLogin::error, TokenForm.CLIENT_CREDENTIALS);

    GenesysLogin(Genesys genesys, Tokens tokens) {
        this.genesys = genesys;
        this.tokens = tokens;
    }

    @Override
    public Service service() {
        return Service.GENESYS;
    }

    @Override
    public String tenantOf(Request request) {
        return request.header("Authorization")
                .map(BasicCredentials::parse)
                .flatMap(credentials -> genesys.find(credentials.id()))
                .map(GenesysClient::tenant)
                .orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        List<String> rest = request.segments().subList(1, request.segments().size());
        boolean regional = rest.size() == 3;
        if (!(regional || rest.size() == 2) || !request.path().endsWith("/oauth/token")) {
            return refuse(404, "no such path");
        }
        try {
            form.read(request, Bodies.FORM);
            GenesysClient client = authenticate(request, regional ? Optional.of(rest.getFirst()) : Optional.empty());
            String token = tokens.issue(Service.GENESYS, client.tenant(), client.lifetime());
            return TokenForm.granted(token, client.lifetime(), Optional.empty());
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public Answer refuse(int status, String why) {
        return error(status, "invalid_request", why);
    }

    private GenesysClient authenticate(Request request, Optional<String> domain) throws Refusal {
        BasicCredentials credentials = credentials(request);
        GenesysClient client = genesys.find(credentials.id())
                .filter(found -> domain.map(found::livesIn).orElse(true))
                .orElseThrow(() -> form.invalidClient(400, "client not found"));
        if (!client.clientSecret().equals(credentials.secret())) {
            throw form.invalidClient(401, "authentication failed");
        }
        return client;
    }

    private BasicCredentials credentials(Request request) throws Refusal {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            throw form.invalidClient(401, "client credentials are missing");
        }
        try {
            return BasicCredentials.parse(header.get());
        } catch (Malformed e) {
            throw form.invalidClient(401, e.why());
        }
    }

    private static Answer error(int status, String code, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("description", description);
        body.put("error_description", description);
        return Json.answer(status, body).withHeader("Cache-Control", "no-store");
    }
}
