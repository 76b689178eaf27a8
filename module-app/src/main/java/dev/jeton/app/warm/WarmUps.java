package dev.jeton.app.warm;

import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.TokenService;
import dev.jeton.identity.Identity;
import dev.jeton.identity.upkeep.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads WARM_UP_FILE and brings what it names into the cache: tenants' tokens one after the other, so that no provider is asked
 * for more than one at a time on our behalf, and what belongs to users.
 */
public final class WarmUps implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("jeton");

    private final Path file;
    private final TokenService tokens;
    private final @Nullable Identity identityOrNull;

    /** @param identityOrNull null = there is no database: users have nothing */
    public WarmUps(Path file, TokenService tokens, @Nullable Identity identityOrNull) {
        this.file = file;
        this.tokens = tokens;
        this.identityOrNull = identityOrNull;
    }

    @Override
    public void run() {
        try {
            WarmUpList list = WarmUpList.read(file);
            long warm = list.tenants().stream().filter(this::warm).count();
            long rows = identityOrNull == null ? 0 : identityOrNull.warmUp().run(list.users(), Progress.SILENT);
            LOG.info(
                    "warmed up tenants={} of {} users={} rows={}",
                    warm,
                    list.tenants().size(),
                    list.users().size(),
                    rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean warm(TokenKey key) {
        try {
            TokenAnswer unused = tokens.getToken(TokenRequest.of(key));
            return true;
        } catch (TokenException e) {
            // It is told as every failure is; the others may fare better.
            return false;
        }
    }
}
