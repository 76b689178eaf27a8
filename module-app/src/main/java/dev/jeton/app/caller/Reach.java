package dev.jeton.app.caller;

import dev.jeton.api.identity.Permissions;
import java.util.EnumSet;
import java.util.Set;

/** Permissions, made ready to be asked for every request. Words for actions that nobody knows allow nothing. */
public final class Reach {

    /** Of whoever may do everything. */
    public static final Reach EVERYTHING = of(new Permissions(Set.of(Action.ADMIN.word()), Set.of("*"), Set.of("*")));

    private final Set<Action> actions;
    private final Names types;
    private final Names tenants;

    private Reach(Set<Action> actions, Names types, Names tenants) {
        this.actions = actions;
        this.types = types;
        this.tenants = tenants;
    }

    /** What {@code permissions} allow. */
    public static Reach of(Permissions permissions) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        permissions.actions().forEach(word -> Action.named(word).ifPresent(actions::addAll));
        return new Reach(actions, Names.of(permissions.types()), Names.of(permissions.tenants()));
    }

    boolean includes(Action action) {
        return actions.contains(action);
    }

    /** Whether neither types nor tenants bound it. */
    boolean isBoundless() {
        return types.includeAll() && tenants.includeAll();
    }

    boolean includesType(String type) {
        return types.include(type);
    }

    boolean includesTenant(String tenant) {
        return tenants.include(tenant);
    }
}
