package dev.jeton.simulator;

import static dev.jeton.simulator.Caller.FORM;
import static dev.jeton.simulator.Caller.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A client of Qontak's that spends what it is told. */
final class QontakCaller {

    private final Caller caller = new Caller();
    private final Simulator simulator;

    QontakCaller(Simulator simulator) {
        this.simulator = simulator;
    }

    /** The parameters of a right request. */
    Map<String, String> parameters(String tenant, String refreshToken) {
        QontakClient client = simulator.qontak().client(tenant).orElseThrow();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "refresh_token");
        parameters.put("client_id", client.clientId());
        parameters.put("client_secret", client.clientSecret());
        parameters.put("refresh_token", refreshToken);
        return parameters;
    }

    HttpResponse<String> spend(String tenant, String refreshToken) throws IOException, InterruptedException {
        return send(form(parameters(tenant, refreshToken)), FORM);
    }

    /** Spends a token and answers with its successor. */
    String rotate(String tenant, String refreshToken) throws IOException, InterruptedException {
        return json(spend(tenant, refreshToken)).path("refresh_token").asText();
    }

    HttpResponse<String> send(String body, String contentType) throws IOException, InterruptedException {
        return caller.send("POST", simulator.qontakTokenUrl(), body, "Content-Type", contentType);
    }

    CompletableFuture<HttpResponse<String>> spendLater(String tenant, String refreshToken) {
        String body = form(parameters(tenant, refreshToken));
        return caller.later("POST", simulator.qontakTokenUrl(), body, "Content-Type", FORM);
    }

    HttpResponse<String> api(String accessToken) throws IOException, InterruptedException {
        return caller.get(simulator.qontakApiUrl() + "/v1/contacts", "Authorization", "Bearer " + accessToken);
    }

    /** Everything here is made of characters that stand for themselves in a form. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }
}
