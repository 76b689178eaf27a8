package dev.jeton.api.identity;

import java.util.Set;

/**
 * What the holder of a credential may do at the broker's own door, in the words of its policy; empty = nothing.
 *
 * @param actions names of actions; {@code identity:*} = all of identity, {@code admin} = everything
 * @param types providers; {@code *} = all
 * @param tenants tenants, and prefixes of tenants that end with {@code *}; {@code *} = all
 */
public record Permissions(Set<String> actions, Set<String> types, Set<String> tenants) {

    /** Holds its token for other doors than ours. */
    public static final Permissions NONE = new Permissions(Set.of(), Set.of(), Set.of());

    private static final int MOST = 1000;
    private static final int LONGEST = 129;

    /** @throws IllegalArgumentException if there are more than 1000 of a kind, or one of them cannot be a name */
    public Permissions {
        actions = checked("actions", actions);
        types = checked("types", types);
        tenants = checked("tenants", tenants);
    }

    private static Set<String> checked(String kind, Set<String> words) {
        if (words.size() > MOST || !words.stream().allMatch(Permissions::isName)) {
            throw new IllegalArgumentException(kind + " must be at most " + MOST + " names of 1 to " + LONGEST
                    + " characters of A-Z a-z 0-9 . _ - : with * at the end only");
        }
        return Set.copyOf(words);
    }

    private static boolean isName(String word) {
        int star = word.indexOf('*');
        return !word.isEmpty()
                && word.length() <= LONGEST
                && (star < 0 || star == word.length() - 1)
                && word.chars().allMatch(Permissions::mayAppear);
    }

    private static boolean mayAppear(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-:*".indexOf(c) >= 0;
    }
}
