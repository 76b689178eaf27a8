package dev.jeton.app.http.identity;

import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.RequestBody;
import dev.jeton.app.validation.JwtJudge;
import dev.jeton.identity.jose.JwtVerdict;
import io.javalin.http.Context;
import java.util.Optional;

/** {@code POST /api/v1/validate/jwt}: what a token of ours, or of a declared issuer, is worth (B-17). */
final class ValidationHandler {

    private final JwtJudge judge;
    private final BodyReader bodies;

    ValidationHandler(JwtJudge judge, BodyReader bodies) {
        this.judge = judge;
        this.bodies = bodies;
    }

    void validate(Context ctx) {
        RequestBody body = bodies.read(ctx);
        String token = body.requiredValue("token", text -> text);
        JwtVerdict verdict = verdict(body, token);
        Answers.ok(ctx, json -> {
            switch (verdict) {
                case JwtVerdict.Valid valid -> {
                    json.writeBooleanField("isValid", true);
                    json.writeStringField("userId", valid.subject().orElse(null));
                    json.writeStringField("orgId", valid.orgId().orElse(null));
                    json.writeArrayFieldStart("roles");
                    for (String role : valid.roles().stream().sorted().toList()) {
                        json.writeString(role);
                    }
                    json.writeEndArray();
                    json.writeStringField("expiresAt", valid.expiresAt().toString());
                }
                case JwtVerdict.Invalid(JwtVerdict.Reason reason) -> {
                    json.writeBooleanField("isValid", false);
                    json.writeStringField("error", reason.label());
                }
            }
        });
    }

    private JwtVerdict verdict(RequestBody body, String token) {
        Optional<String> region = body.string("region");
        Optional<String> provider = body.string("provider");
        if (region.isPresent() == provider.isPresent()) {
            throw new InvalidRequest("provider: either it or region must say whose the token is");
        }
        String member = region.isPresent() ? "region" : "provider";
        Optional<JwtVerdict> verdict = region.isPresent()
                ? judge.ofRegion(region.get(), token)
                : judge.ofIssuer(provider.orElseThrow(), token);
        return verdict.orElseThrow(() -> new InvalidRequest(member + ": unknown"));
    }
}
