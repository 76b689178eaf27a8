package dev.jeton.api.identity;

/**
 * A long-lived bearer token that a product gave a user or a program.
 *
 * @param name what people know it by; 1 to 100 characters of Unicode, none of them a control character or half of a
 *     pair (a surrogate alone has no UTF-8, so no database keeps it)
 * @param permissions at the broker's own door
 */
public record ApiToken(RowId id, UserId user, TokenHash hash, String name, Permissions permissions, Life life)
        implements IdentityRow {

    private static final int LONGEST_NAME = 100;

    /** @throws IllegalArgumentException if the name has another shape */
    public ApiToken {
        if (name.isBlank() || name.length() > LONGEST_NAME || !name.codePoints().allMatch(ApiToken::mayAppear)) {
            throw new IllegalArgumentException("name must be 1 to 100 characters without control characters");
        }
    }

    private static boolean mayAppear(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
    }

    /** The same with another life. */
    public ApiToken with(Life changed) {
        return new ApiToken(id, user, hash, name, permissions, changed);
    }
}
