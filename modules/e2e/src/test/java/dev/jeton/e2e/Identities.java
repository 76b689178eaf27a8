package dev.jeton.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.testkit.http.HttpAnswer;
import dev.jeton.testkit.secret.Canaries;

/** What tests of first-party tokens say again and again to a broker. Every value that it gives is a canary from then on. */
record Identities(Broker broker, Canaries canaries) {

    private static final String AREA = "/api/v1/identity/";

    HttpAnswer post(String path, String json) {
        return broker.post(AREA + path, json);
    }

    HttpAnswer get(String path) {
        return broker.see(AREA + path);
    }

    HttpAnswer delete(String path) {
        return broker.delete(AREA + path);
    }

    /** A new API token of {@code user}, as the broker answers it. */
    JsonNode apiToken(String user, String more) {
        return kept(post("users/" + user + "/tokens", "{\"name\":\"of a test\"" + more + "}"), "token");
    }

    JsonNode verificationToken(String user, String type) {
        return kept(post("users/" + user + "/verification-tokens", "{\"type\":\"" + type + "\"}"), "token");
    }

    JsonNode session(String user) {
        return kept(post("users/" + user + "/sessions", "{}"), "refreshToken", "accessToken");
    }

    JsonNode refreshed(String refreshToken) {
        return kept(refresh(refreshToken), "refreshToken", "accessToken");
    }

    HttpAnswer refresh(String refreshToken) {
        return post("sessions/refresh", "{\"refreshToken\":\"" + refreshToken + "\"}");
    }

    boolean isValid(String apiToken) {
        return Answers.json(post("tokens/lookup", "{\"token\":\"" + apiToken + "\"}"))
                .path("isValid")
                .booleanValue();
    }

    boolean consumes(String token, String type) {
        String body = "{\"token\":\"" + token + "\",\"type\":\"" + type + "\"}";
        return Answers.json(post("verification-tokens/consume", body))
                .path("consumed")
                .booleanValue();
    }

    /** Whether a JWT of ours is good, by this broker's word. */
    boolean isValidJwt(String jwt) {
        HttpAnswer answer = broker.post("/api/v1/validate/jwt", "{\"token\":\"" + jwt + "\",\"provider\":\"jeton\"}");
        return Answers.token(answer).path("isValid").booleanValue();
    }

    private JsonNode kept(HttpAnswer answer, String... secrets) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.text());
        }
        JsonNode json = Answers.json(answer);
        for (String secret : secrets) {
            canaries.register(secret, json.path(secret).textValue());
        }
        return json;
    }
}
