package dev.jeton.testkit.fake;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityStore;
import dev.jeton.api.identity.UserRows;
import dev.jeton.testkit.fake.BreakableLine.State;

/**
 * First-party tokens and keys in maps that several processes of a test can share, each through a handle of its own that can be
 * cut off: while it is, every call throws {@link StoreUnavailable}, before or after it did what was asked. It begins working.
 */
public final class MapIdentity implements IdentityStore {

    private final Tables tables;
    private final BreakableLine line = new BreakableLine("identity");
    private final UserRows<ApiToken> apiTokens;
    private final VerificationTokens verificationTokens;
    private final RefreshTokens refreshTokens;
    private final JwtKeys jwtKeys;

    /** An empty one. */
    public MapIdentity() {
        this(new Tables());
    }

    private MapIdentity(Tables tables) {
        this.tables = tables;
        this.apiTokens = line.to(UserRows.class, tables.apiTokens);
        this.verificationTokens = line.to(VerificationTokens.class, tables.verificationTokens);
        this.refreshTokens = line.to(RefreshTokens.class, tables.refreshTokens);
        this.jwtKeys = line.to(JwtKeys.class, tables.jwtKeys);
    }

    /** Another process's handle on the same rows, which can be cut off on its own. */
    public MapIdentity another() {
        return new MapIdentity(tables);
    }

    /** From now on nothing that is asked through this handle reaches the store. */
    public void breakDown() {
        line.is(State.CUT);
    }

    /** From now on what is asked is done, but the answer never arrives. */
    public void loseAnswers() {
        line.is(State.ANSWERS_LOST);
    }

    /** Works again, with what the store holds by now. */
    public void recover() {
        line.is(State.WORKING);
    }

    /** How many calls through this handle failed. */
    public int refused() {
        return line.refused();
    }

    @Override
    public UserRows<ApiToken> apiTokens() {
        return apiTokens;
    }

    @Override
    public VerificationTokens verificationTokens() {
        return verificationTokens;
    }

    @Override
    public RefreshTokens refreshTokens() {
        return refreshTokens;
    }

    @Override
    public JwtKeys jwtKeys() {
        return jwtKeys;
    }

    @Override
    public String toString() {
        return "MapIdentity[" + line + "]";
    }

    /** What the handles share. */
    private static final class Tables {
        final UserRows<ApiToken> apiTokens =
                new MapUserRows<>(new MapUserRows.Traits<>(ApiToken::user, ApiToken::hash, ApiToken::with));
        final VerificationTokens verificationTokens = new MapVerificationTokens();
        final RefreshTokens refreshTokens = new MapRefreshTokens();
        final JwtKeys jwtKeys = new MapJwtKeys();
    }
}
