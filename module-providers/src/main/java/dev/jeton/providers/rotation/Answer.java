package dev.jeton.providers.rotation;

import dev.jeton.api.Fingerprint;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An answer in hand that the store does not hold yet.
 *
 * @param spentOrNull the refresh token that it answers to; null = only a process before this one knew
 * @param next the grant that it makes
 * @param place where it is written down meanwhile
 * @param lock held while the store is told, so that it is told once and the secret is not wiped meanwhile
 */
record Answer(TokenKey key, @Nullable Fingerprint spentOrNull, Grant next, Journal.Place place, ReentrantLock lock) {
    Answer(TokenKey key, @Nullable Fingerprint spentOrNull, Grant next, Journal.Place place) {
        this(key, spentOrNull, next, place, new ReentrantLock());
    }

    boolean wasLeftBehind() {
        return spentOrNull == null;
    }
}
