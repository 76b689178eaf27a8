package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import java.util.List;

/**
 * Where an answer in hand is made safe while the store across the network is told of it. One record an answer, so that a
 * record that was torn by a crash takes none of the others with it.
 */
public interface Journal {
    /**
     * A place for one answer, with its room on the disk taken: what cannot be written down is not asked for.
     *
     * @throws StoreUnavailable if there is no room, or nothing can be written
     */
    Place reserve();

    /**
     * The answers that a process before this one left behind.
     *
     * @throws StoreUnavailable if one of them cannot be opened
     */
    List<Left> left();

    /** No journal: for stores that are as quick and as safe themselves, and for processes without a disk. */
    static Journal none() {
        return NoJournal.INSTANCE;
    }

    /** Room for one answer. */
    interface Place {
        /**
         * Writes the answer, durably.
         *
         * @param next the grant that the answer makes of the generation before it
         * @return false where there is no journal
         * @throws StoreUnavailable if it cannot be written after all
         */
        boolean write(TokenKey key, Grant next);

        /** The answer is in the store, or there was none: the record is of no use any more. Never throws. */
        void clear();
    }

    /** An answer that was left behind. */
    record Left(TokenKey key, Grant next, Place place) {}

    /** Nothing is written. */
    enum NoJournal implements Journal, Place {
        INSTANCE;

        @Override
        public Place reserve() {
            return this;
        }

        @Override
        public List<Left> left() {
            return List.of();
        }

        @Override
        public boolean write(TokenKey key, Grant next) {
            return false;
        }

        @Override
        public void clear() {
            // There is nothing.
        }
    }
}
