package dev.jeton.simulator;

import dev.jeton.simulator.TokenForm.Refusal;
import dev.jeton.simulator.request.BasicCredentials;
import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /oauth/{name}/token}: the token endpoint of a declared provider, by the letter of RFC 6749. */
final class OAuthToken implements Backend {

    private final OAuthServers servers;
    private final Tokens tokens;
    private final TokenForm form = new TokenForm(OAuthToken::error);

    OAuthToken(OAuthServers servers, Tokens tokens) {
        this.servers = servers;
        this.tokens = tokens;
    }

    @Override
    public Service service() {
        return Service.OAUTH;
    }

    @Override
    public String tenantOf(Request request) {
        String name = request.segments().size() > 1 ? request.segments().get(1) : "";
        Optional<String> id = request.header("Authorization").isPresent()
                ? request.header("Authorization")
                        .map(BasicCredentials::parse)
                        .map(found -> found.formDecoded().id())
                : Form.parse(request.text()).get("client_id");
        return id.flatMap(client -> servers.find(name, client))
                .map(OAuthClient::tenant)
                .orElse(Call.UNKNOWN_TENANT);
    }

    @Override
    public Answer answer(Request request) {
        List<String> path = request.segments();
        if (path.size() != 3 || !path.get(2).equals("token") || !servers.knows(path.get(1))) {
            return refuse(404, "no such path");
        }
        try {
            Form parameters = form.read(request);
            OAuthClient client = authenticate(path.get(1), request, parameters);
            Optional<String> scope = scope(client, parameters);
            String token = tokens.issue(
                    Service.OAUTH, client.tenant(), client.allowance().lifetime());
            return TokenForm.granted(token, client.allowance().lifetime(), scope);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public Answer refuse(int status, String why) {
        return error(status, "invalid_request", why);
    }

    private OAuthClient authenticate(String name, Request request, Form parameters) throws Refusal {
        Optional<String> header = request.header("Authorization");
        if (header.isPresent() && parameters.get("client_secret").isPresent()) {
            // RFC 6749 section 2.3: one method in each request.
            throw form.invalid("client credentials are in the header and in the body");
        }
        BasicCredentials presented = header.isPresent() ? inHeader(header.get()) : inBody(parameters);
        return servers.find(name, presented.id())
                .filter(client -> client.clientSecret().equals(presented.secret()))
                .filter(client -> (client.authentication() == OAuthClient.Authentication.BASIC) == header.isPresent())
                .orElseThrow(() -> form.invalidClient(401, "client authentication failed"));
    }

    private BasicCredentials inHeader(String header) throws Refusal {
        try {
            return BasicCredentials.parse(header).formDecoded();
        } catch (Malformed e) {
            throw form.invalidClient(401, e.why());
        }
    }

    private BasicCredentials inBody(Form parameters) throws Refusal {
        String id = parameters.get("client_id").orElseThrow(() -> form.invalid("client_id is missing"));
        String secret = parameters.get("client_secret").orElseThrow(() -> form.invalid("client_secret is missing"));
        return new BasicCredentials(id, secret);
    }

    private Optional<String> scope(OAuthClient client, Form parameters) throws Refusal {
        Optional<String> scope = parameters.get("scope");
        Set<String> allowed = client.allowance().scopes();
        if (!allowed.isEmpty() && !allowed.containsAll(List.of(scope.orElse("").split(" ", -1)))) {
            // RFC 6749 section 3.3 lets a server fail a request without any scope; this one does.
            throw form.refused("invalid_scope", "the scope is missing or not the client's");
        }
        return scope;
    }

    private static Answer error(int status, String code, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("error_description", description);
        return Json.answer(status, body).withHeader("Cache-Control", "no-store");
    }
}
