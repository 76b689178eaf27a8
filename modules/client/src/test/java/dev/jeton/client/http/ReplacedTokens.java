package dev.jeton.client.http;

import dev.jeton.api.AccessToken;
import dev.jeton.api.TokenKey;
import dev.jeton.client.TokenSource;
import dev.jeton.testkit.secret.Canaries;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A source of tokens that knows one at a time and exchanges it when it is reported dead, once however many report it. */
class ReplacedTokens implements TokenSource {

    private final Canaries canaries;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<AccessToken> issued = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger reports = new AtomicInteger();

    ReplacedTokens(Canaries canaries) {
        this.canaries = canaries;
        issue();
    }

    private AccessToken issue() {
        AccessToken token = AccessToken.bearer(canaries.secret("access-token"));
        issued.add(token);
        return token;
    }

    @Override
    public AccessToken getAuthToken(TokenKey key) {
        asked.incrementAndGet();
        return current();
    }

    @Override
    public AccessToken getAnother(TokenKey key, AccessToken rejected) {
        reports.incrementAndGet();
        lock.lock();
        try {
            return current().equals(rejected) ? issue() : current();
        } finally {
            lock.unlock();
        }
    }

    AccessToken current() {
        return issued.getLast();
    }

    /** All that there were, oldest first. */
    List<AccessToken> issued() {
        return List.copyOf(issued);
    }

    /** How often somebody asked for a token, and not for another one. */
    int asked() {
        return asked.get();
    }

    /** How often somebody reported one. */
    int reports() {
        return reports.get();
    }
}
