package dev.jeton.providers.near;

import dev.jeton.api.ProviderId;
import dev.jeton.api.Schedule;
import dev.jeton.api.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What one look through all held tokens found to be due, by provider, the most urgent first. Used by one thread. */
final class DueTokens {

    private static final int LIFETIMES = 2;
    private static final Comparator<Due> MOST_URGENT = Comparator.comparingLong(due -> due.token.preferredUntil());

    private final Map<ProviderId, Deque<Due>> queues = new HashMap<>();

    /** One token that is due. */
    record Due(TokenKey key, HeldToken token) {}

    /** Looks through {@code tokens}, and has them forget what is over. */
    static DueTokens among(NearTokens tokens, Instant now) {
        List<Due> due = new ArrayList<>();
        tokens.forEach((key, token) -> {
            if (token.isOver(now)) {
                tokens.drop(key, token);
            } else if (token.isDue(now.toEpochMilli()) && isWanted(token, now)) {
                due.add(new Due(key, token));
            }
        });
        due.sort(MOST_URGENT);
        DueTokens found = new DueTokens();
        due.forEach(each -> found.queues
                .computeIfAbsent(each.key.provider(), provider -> new ArrayDeque<>())
                .add(each));
        return found;
    }

    private static boolean isWanted(HeldToken token, Instant now) {
        Schedule schedule = token.entry().schedule();
        long lifetime =
                Duration.between(schedule.issuedAt(), schedule.cachedUntil()).toMillis();
        return now.toEpochMilli() - token.interest().lastAsked() < LIFETIMES * lifetime;
    }

    /** Hands them out, of each provider until {@code taker} has no room for more of it. */
    void handOut(Predicate<Due> taker) {
        queues.values().forEach(queue -> {
            while (!queue.isEmpty() && taker.test(queue.peek())) {
                queue.remove();
            }
        });
    }
}
