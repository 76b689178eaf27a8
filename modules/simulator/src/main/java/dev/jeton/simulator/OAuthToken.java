package dev.jeton.simulator;

import dev.jeton.simulator.TokenForm.Refusal;
import dev.jeton.simulator.request.BasicCredentials;
import dev.jeton.simulator.request.Form;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /oauth/{name}/token}: the token endpoint of a declared provider, by the letter of RFC 6749. */
final class OAuthToken implements Backend {

    private final OAuthServers servers;
    private final Tokens tokens;
    private final OAuthRefresh refresh;
    private final TokenForm form =
            new TokenForm(TokenForm::error, TokenForm.CLIENT_CREDENTIALS, TokenForm.REFRESH_TOKEN);

    OAuthToken(OAuthServers servers, Tokens tokens) {
        this.servers = servers;
        this.tokens = tokens;
        this.refresh = new OAuthRefresh(servers, tokens, form);
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
            Form parameters = form.read(request, Bodies.FORM);
            OAuthClient client = authenticate(path.get(1), request, parameters);
            return parameters.get("grant_type").orElseThrow().equals(TokenForm.REFRESH_TOKEN)
                    ? refresh.answer(path.get(1), client, parameters)
                    : issue(path.get(1), client, parameters);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public Answer refuse(int status, String why) {
        return TokenForm.error(status, "invalid_request", why);
    }

    private Answer issue(String name, OAuthClient client, Form parameters) throws Refusal {
        Optional<String> scope = scope(client, parameters);
        Duration lifetime = client.allowance().lifetime();
        return TokenForm.granted(tokens.issue(Service.OAUTH, name, client.tenant(), lifetime), lifetime, scope);
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
}
