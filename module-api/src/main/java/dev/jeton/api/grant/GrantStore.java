package dev.jeton.api.grant;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import java.util.List;
import java.util.Optional;

/**
 * Keeps grants durably. It knows nothing of claims and rotations: it replaces one state of a grant by the next, only if the
 * first is still what it holds, and answers when that is as durable as it can make it (fsync, quorum). Which state may follow
 * which is decided in one place, by {@link Grant} and whoever calls it.
 *
 * <p>Every method throws {@link StoreUnavailable} if the store cannot be asked, refuses, or holds something that cannot be
 * read; never is that told as "none", for whoever hears "none" may put another grant there. After a failed
 * {@link #replace} the caller does not know whether it took place and has to read again.
 */
public interface GrantStore {
    /** The grant of {@code key}; the caller closes it. */
    Optional<StoredGrant> find(TokenKey key);

    /**
     * Puts {@code next} in the place of what was read as {@code expected}; {@link Revision#NONE} = nothing is there yet.
     * The caller still owns {@code next}.
     *
     * @return what it is read as from now on; empty where another was there first, and nothing is changed
     */
    Optional<Revision> replace(TokenKey key, Revision expected, Grant next);

    /** Forgets what was read as {@code expected}; false where another was there first. */
    boolean remove(TokenKey key, Revision expected);

    /** All grants, without their secrets, in no order. Those that cannot be read are among them. */
    List<GrantStatus> list();

    /** Whether a crash of this machine's process could leave an answer behind that only this process knew. */
    Locality locality();

    /** Where the store is, seen from this process. */
    enum Locality {
        /** On this machine's disk: writing to it is as quick and as safe as a journal. */
        LOCAL,
        /** Across a network: an answer is written to the local journal first. */
        REMOTE
    }
}
