package dev.jeton.app.caller;

import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.TokenKey;

/**
 * The one place that decides who may do what. It looks at nothing but the question: what there is and what there is not take the
 * same time and get the same answer.
 */
public final class Policy {

    private Policy() {}

    /**
     * Whether {@code caller} may do this at all, for whichever tenant: enough for what is no tenant's. What concerns the broker
     * itself concerns all tenants, so an {@code admin} of some of them may not do that.
     */
    public static boolean may(Caller caller, Action action) {
        Reach reach = caller.reach();
        return reach.includes(action) && (action != Action.ADMIN || reach.isBoundless());
    }

    /** Whether {@code caller} may do this for this tenant of this provider. Types and tenants bound {@code admin} as well. */
    public static boolean may(Caller caller, Action action, ProviderId type, TenantId tenant) {
        Reach reach = caller.reach();
        return reach.includes(action) && reach.includesType(type.value()) && reach.includesTenant(tenant.value());
    }

    /** The same. */
    public static boolean may(Caller caller, Action action, TokenKey key) {
        return may(caller, action, key.provider(), key.tenant());
    }
}
