package dev.jeton.app.caller;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What callers can be allowed to do. Every route behind the gate is one of these; {@code docs/callers.md} has the table. */
public enum Action {
    TOKEN_READ("token:read", true),
    /** To have a token made anew: {@code forceRefresh} and {@code rejectedFingerprint}. */
    TOKEN_REFRESH("token:refresh", true),
    TOKEN_INVALIDATE("token:invalidate", true),
    /** To call a provider's API through the broker. */
    PROXY("proxy", true),
    CONNECTION_READ("connection:read", false),
    /** To put and take away what tenants are known by at providers: credentials, and connections. */
    CREDENTIALS_WRITE("credentials:write", true),
    IDENTITY_READ("identity:read", false),
    IDENTITY_WRITE("identity:write", true),
    /** What concerns the broker itself. Whoever is allowed this is allowed all other actions too. */
    ADMIN("admin", true);

    private static final Map<String, Set<Action>> BY_WORD = byWord();

    private final String word;
    private final boolean audited;

    Action(String word, boolean audited) {
        this.word = word;
        this.audited = audited;
    }

    private static Map<String, Set<Action>> byWord() {
        Map<String, Set<Action>> byWord = new TreeMap<>();
        for (Action action : values()) {
            byWord.put(action.word, EnumSet.of(action));
        }
        byWord.put("identity:*", EnumSet.of(IDENTITY_READ, IDENTITY_WRITE));
        byWord.put(ADMIN.word, EnumSet.allOf(Action.class));
        return byWord;
    }

    /** As configuration, tokens and the audit spell it. */
    public String word() {
        return word;
    }

    /** Whether it hands out or changes something, so that each time is recorded; of all others only refusals are. */
    public boolean isAudited() {
        return audited;
    }

    /** What {@code word} allows: one action, or several for {@code identity:*} and {@code admin}; empty = it is no such word. */
    public static Optional<Set<Action>> named(String word) {
        return Optional.ofNullable(BY_WORD.get(word)).map(Set::copyOf);
    }

    /** @throws IllegalArgumentException with all words that there are, if one of {@code words} is none of them */
    public static Set<String> known(Set<String> words) {
        if (!words().containsAll(words)) {
            throw new IllegalArgumentException("actions: must be of " + String.join(", ", words()));
        }
        return words;
    }

    /** All words that {@link #named} knows. */
    public static Set<String> words() {
        return BY_WORD.keySet();
    }
}
