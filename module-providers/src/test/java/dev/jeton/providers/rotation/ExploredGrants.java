package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantStatus;
import dev.jeton.api.grant.GrantStore;
import dev.jeton.api.grant.Revision;
import dev.jeton.api.grant.StoredGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One process's way to the store: others may go on before and after each call, and its line may be cut. */
final class ExploredGrants implements GrantStore {
    private final ExploredWorld world;
    private final ExploredProcess process;
    private boolean dead;

    ExploredGrants(ExploredWorld world, ExploredProcess process) {
        this.world = world;
        this.process = process;
    }

    /** The process has crashed: nothing that it would still do reaches anybody. */
    void die() {
        dead = true;
    }

    @Override
    public Optional<StoredGrant> find(TokenKey key) {
        return over(() -> world.store.find(key));
    }

    @Override
    public Optional<Revision> replace(TokenKey key, Revision expected, Grant next) {
        return over(() -> {
            try (StoredGrant before = world.store.find(key).orElseThrow()) {
                Optional<Revision> replaced = world.store.replace(key, expected, next);
                if (replaced.isPresent()) {
                    world.replaced(process, before.grant(), next);
                }
                return replaced;
            }
        });
    }

    @Override
    public boolean remove(TokenKey key, Revision expected) {
        return over(() -> world.store.remove(key, expected));
    }

    @Override
    public List<GrantStatus> list() {
        return over(world.store::list);
    }

    @Override
    public Locality locality() {
        return Locality.REMOTE;
    }

    /** Cut before it arrives, or before its answer does. */
    private <T> T over(Supplier<T> call) {
        process.asksTheStore();
        requireLine();
        process.pass();
        requireLine();
        T answer = call.get();
        process.pass();
        requireLine();
        return answer;
    }

    private void requireLine() {
        if (dead || process.cut) {
            throw new StoreUnavailable("the store of grants is away", null);
        }
    }
}
