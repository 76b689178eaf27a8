package dev.jeton.app.http.identity;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.app.caller.Action;
import dev.jeton.app.caller.Callers;
import dev.jeton.app.http.BodyReader;
import dev.jeton.app.http.GuardedRoutes;
import dev.jeton.app.stores.Stores;
import dev.jeton.app.validation.JwtJudge;
import dev.jeton.identity.Identity;
import io.javalin.http.Handler;

/** Which route of identity leads where. */
public final class IdentityRoutes {

    private static final String AREA = "/api/v1/identity";
    private static final String KEY_SET = "/.well-known/jwks.json";
    private static final String USER = AREA + "/users/{userId}";

    private IdentityRoutes() {}

    /**
     * Declares those that need a database.
     *
     * @param callers of the broker, some of whom may be users as well
     */
    public static void declare(GuardedRoutes routes, Identity identity, Callers callers, BodyReader bodies) {
        tokens(routes, new ApiTokenHandler(identity.apiTokens(), bodies));
        verification(routes, new VerificationHandler(identity.verificationTokens(), bodies));
        sessions(routes, new SessionHandler(identity.sessions(), identity.accessTokens(), callers, bodies));
        keys(routes, new JwtKeyHandler(identity.signingKeys(), identity.publicKeys(), callers::forgetJwts));
        upkeep(routes, new UpkeepHandler(identity.warmUp(), identity.cleanUp(), bodies));
    }

    /** Declares them where there is no database, or no key that seals: they say so. */
    public static void declareAbsent(GuardedRoutes routes) {
        Handler absent = ctx -> {
            throw new StoreUnavailable(Stores.NO_IDENTITY, null);
        };
        routes.get(AREA + "/*", Action.IDENTITY_READ, absent);
        routes.post(AREA + "/*", Action.IDENTITY_WRITE, absent);
        routes.delete(AREA + "/*", Action.IDENTITY_WRITE, absent);
        routes.open(KEY_SET, absent);
    }

    /** Declares the one that needs none. */
    public static void validation(GuardedRoutes routes, JwtJudge judge, BodyReader bodies) {
        routes.post("/api/v1/validate/jwt", Action.IDENTITY_READ, new ValidationHandler(judge, bodies)::validate);
    }

    private static void tokens(GuardedRoutes routes, ApiTokenHandler tokens) {
        routes.post(USER + "/tokens", Action.IDENTITY_WRITE, tokens::create);
        routes.get(USER + "/tokens", Action.IDENTITY_READ, tokens::list);
        routes.delete(USER + "/tokens", Action.IDENTITY_WRITE, tokens::revokeAll);
        routes.get(AREA + "/tokens/{id}", Action.IDENTITY_READ, tokens::show);
        routes.delete(AREA + "/tokens/{id}", Action.IDENTITY_WRITE, tokens::revoke);
        routes.post(AREA + "/tokens/lookup", Action.IDENTITY_READ, tokens::lookup);
    }

    private static void verification(GuardedRoutes routes, VerificationHandler verification) {
        routes.get(USER, Action.IDENTITY_READ, verification::proven);
        routes.post(USER + "/verification-tokens", Action.IDENTITY_WRITE, verification::create);
        routes.get(USER + "/verification-tokens", Action.IDENTITY_READ, verification::list);
        routes.post(AREA + "/verification-tokens/consume", Action.IDENTITY_WRITE, verification::consume);
    }

    private static void sessions(GuardedRoutes routes, SessionHandler sessions) {
        routes.post(USER + "/sessions", Action.IDENTITY_WRITE, sessions::begin);
        routes.get(USER + "/sessions", Action.IDENTITY_READ, sessions::list);
        routes.delete(USER + "/sessions", Action.IDENTITY_WRITE, sessions::endAll);
        routes.post(AREA + "/sessions/refresh", Action.IDENTITY_WRITE, sessions::refresh);
        routes.delete(AREA + "/sessions/{id}", Action.IDENTITY_WRITE, sessions::end);
    }

    private static void keys(GuardedRoutes routes, JwtKeyHandler keys) {
        routes.get(AREA + "/jwt-keys", Action.IDENTITY_READ, keys::list);
        routes.post(AREA + "/jwt-keys/rotate", Action.ADMIN, keys::rotate);
        routes.delete(AREA + "/jwt-keys/{id}", Action.ADMIN, keys::revoke);
        routes.open(KEY_SET, keys::publish);
    }

    private static void upkeep(GuardedRoutes routes, UpkeepHandler upkeep) {
        routes.post(AREA + "/warm-up", Action.ADMIN, upkeep::warmUp);
        routes.post(AREA + "/clean-up", Action.ADMIN, upkeep::cleanUp);
    }
}
