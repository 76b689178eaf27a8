package dev.jeton.api;

/** Whose token of which provider: the unit that is cached, locked, collapsed and invalidated. */
public record TokenKey(ProviderId provider, TenantId tenant) {

    /**
     * The key for {@code provider} and {@code tenant} as text.
     *
     * @throws IllegalArgumentException if one of them has not the shape of its type
     */
    public static TokenKey of(String provider, String tenant) {
        return new TokenKey(new ProviderId(provider), new TenantId(tenant));
    }

    @Override
    public String toString() {
        return provider + ":" + tenant;
    }
}
