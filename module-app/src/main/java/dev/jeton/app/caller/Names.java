package dev.jeton.app.caller;

import java.util.Set;
import java.util.stream.Collectors;

/** Whether a name is one of these: whole names, and beginnings that end with {@code *}. Made once, asked for every request. */
final class Names {

    private final Set<String> whole;
    private final String[] beginnings;
    private final boolean all;

    private Names(Set<String> whole, String[] beginnings, boolean all) {
        this.whole = whole;
        this.beginnings = beginnings;
        this.all = all;
    }

    /** Of words in the spelling of {@link dev.jeton.api.identity.Permissions}. */
    static Names of(Set<String> words) {
        return new Names(
                words.stream().filter(word -> !word.endsWith("*")).collect(Collectors.toUnmodifiableSet()),
                words.stream()
                        .filter(word -> word.endsWith("*"))
                        .map(word -> word.substring(0, word.length() - 1))
                        .toArray(String[]::new),
                words.contains("*"));
    }

    boolean includeAll() {
        return all;
    }

    boolean include(String name) {
        return all || whole.contains(name) || hasBeginning(name);
    }

    private boolean hasBeginning(String name) {
        for (String beginning : beginnings) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
