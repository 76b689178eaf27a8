package dev.jeton.simulator;

import dev.jeton.simulator.Grants.Presented;
import dev.jeton.simulator.TokenFamily.Holder;
import dev.jeton.simulator.TokenForm.Refusal;
import dev.jeton.simulator.request.Form;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The grant of type refresh_token at the server of a declared provider (RFC 6749 section 6). */
final class OAuthRefresh {

    private final OAuthServers servers;
    private final Tokens tokens;
    private final TokenForm form;

    OAuthRefresh(OAuthServers servers, Tokens tokens, TokenForm form) {
        this.servers = servers;
        this.tokens = tokens;
        this.form = form;
    }

    Answer answer(String name, OAuthClient client, Form parameters) throws Refusal {
        String refreshToken =
                parameters.get("refresh_token").orElseThrow(() -> form.invalid("refresh_token is missing"));
        Grants grants = servers.grants(name);
        Set<String> consented = grants.holder(refreshToken)
                .filter(holder -> holder.clientId().equals(client.clientId()))
                .map(Holder::scopes)
                .orElse(Set.of());
        Optional<String> asked = parameters.get("scope");
        if (asked.isPresent()
                && !consented.isEmpty()
                && !consented.containsAll(List.of(asked.get().split(" ", -1)))) {
            grants.refuse(refreshToken);
            throw form.refused("invalid_scope", "the scope is wider than what was consented to");
        }
        Duration lifetime = client.allowance().lifetime();
        Presented presented = new Presented(refreshToken, client.tenant(), client.clientId());
        Exchanged exchanged = grants.exchange(presented, tenant -> tokens.issue(Service.OAUTH, name, tenant, lifetime));
        return answer(grants, exchanged, lifetime, asked.or(() -> spelled(consented)));
    }

    private Answer answer(Grants grants, Exchanged exchanged, Duration lifetime, Optional<String> scope)
            throws Refusal {
        Map<String, Object> body = TokenForm.members(exchanged.granted().orElseThrow(this::invalidGrant), lifetime);
        exchanged.refreshToken().ifPresent(successor -> body.put("refresh_token", successor));
        scope.ifPresent(granted -> body.put("scope", granted));
        return TokenForm.granted(body).tellingIfLost(() -> grants.lost(exchanged.spend()));
    }

    private Refusal invalidGrant() {
        return form.refused("invalid_grant", "the refresh token is invalid, expired, revoked or another client's");
    }

    private static Optional<String> spelled(Set<String> scopes) {
        return scopes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", new TreeSet<>(scopes)));
    }
}
