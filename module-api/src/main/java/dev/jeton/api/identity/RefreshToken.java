package dev.jeton.api.identity;

/**
 * A refresh token that we gave (RFC 6749 section 1.5). It is used once; its successor is of the same session. One that comes
 * a second time was stolen from somebody: the whole session ends (RFC 9700 section 4.14.2).
 *
 * @param session the family: the session that began with a log-in
 * @param used whether it has a successor; one that ended otherwise has none
 */
public record RefreshToken(RowId id, UserId user, RowId session, TokenHash hash, boolean used, Life life)
        implements IdentityRow {

    /** The same with another life. */
    public RefreshToken with(Life changed) {
        return new RefreshToken(id, user, session, hash, used, changed);
    }
}
