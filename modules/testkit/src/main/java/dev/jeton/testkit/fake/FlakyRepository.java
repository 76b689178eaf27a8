package dev.jeton.testkit.fake;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenEntry;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.TokenRepository;
import java.util.Optional;

/** A working repository whose every call throws {@code CacheUnavailable} while it is broken down. */
public final class FlakyRepository implements TokenRepository {

    private final TokenRepository working;
    private final Breakage breakage;

    public FlakyRepository(TokenRepository working) {
        this(working, new Breakage());
    }

    FlakyRepository(TokenRepository working, Breakage breakage) {
        this.working = working;
        this.breakage = breakage;
    }

    public void breakDown() {
        breakage.set(true);
    }

    /** Works again, with what it held before. */
    public void recover() {
        breakage.set(false);
    }

    /** How many calls were made in vain. */
    public int refused() {
        return breakage.refused();
    }

    @Override
    public Optional<TokenEntry> find(TokenKey key) {
        return breakage.guard(() -> working.find(key));
    }

    @Override
    public void store(TokenKey key, TokenEntry entry) {
        boolean unused = breakage.guard(() -> {
            working.store(key, entry);
            return true;
        });
    }

    @Override
    public boolean remove(TokenKey key) {
        return breakage.guard(() -> working.remove(key));
    }

    @Override
    public boolean removeIf(TokenKey key, Fingerprint fingerprint) {
        return breakage.guard(() -> working.removeIf(key, fingerprint));
    }

    @Override
    public String toString() {
        return "FlakyRepository[" + working + "]";
    }
}
