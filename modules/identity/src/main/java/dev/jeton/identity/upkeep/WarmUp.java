package dev.jeton.identity.upkeep;

import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Sessions;
import dev.jeton.identity.tokens.VerificationTokens;
import java.util.List;

/** Reads what will be asked for soon, so that the cache has it: the signing keys, and what belongs to a list of users. */
public final class WarmUp {

    private final ApiTokens apiTokens;
    private final VerificationTokens verificationTokens;
    private final Sessions sessions;
    private final Runnable keys;

    /** @param keys reads the signing keys through the cache */
    public WarmUp(ApiTokens apiTokens, VerificationTokens verificationTokens, Sessions sessions, Runnable keys) {
        this.apiTokens = apiTokens;
        this.verificationTokens = verificationTokens;
        this.sessions = sessions;
        this.keys = keys;
    }

    /** Warms up for {@code users}; tells how many rows that brought into the cache or found there. */
    public long run(List<UserId> users, Progress progress) {
        keys.run();
        long rows = 0;
        for (UserId user : users) {
            rows += warm(user);
            progress.done(rows);
        }
        return rows;
    }

    private long warm(UserId user) {
        long rows = apiTokens.warm(user);
        rows += sessions.ofUser(user).size();
        for (VerificationToken.Type type : VerificationToken.Type.values()) {
            rows += verificationTokens.ofUser(user, type).size();
        }
        return rows;
    }
}
