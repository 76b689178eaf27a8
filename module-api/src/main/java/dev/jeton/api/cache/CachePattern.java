package dev.jeton.api.cache;

/**
 * Which keys to delete: a name in which {@code *} stands for any characters, also none, and {@code ?} for one. It begins with
 * the whole prefix of a space, so it cannot reach outside.
 */
public record CachePattern(String glob) {

    private static final int MAX_LENGTH = 512;

    /** @throws IllegalArgumentException if {@code glob} could match outside one space, or holds more than it may */
    public CachePattern {
        if (glob.length() > MAX_LENGTH || CacheSpace.of(glob).isEmpty() || !isSpelled(glob)) {
            throw new IllegalArgumentException("a pattern must begin with one of our prefixes, spelled out, and be of "
                    + "visible ASCII with * and ? but without [ ] { } \\");
        }
    }

    private static boolean isSpelled(String glob) {
        return glob.chars().allMatch(c -> c > ' ' && c < 0x7f && "[]{}\\".indexOf(c) < 0);
    }

    /** Whether it means the key with this name; in no more steps than the product of both lengths. */
    public boolean matches(String name) {
        int wanted = 0;
        int at = 0;
        int star = -1;
        int taken = 0;
        while (at < name.length()) {
            if (wanted < glob.length() && glob.charAt(wanted) == '*') {
                star = wanted++;
                taken = at;
            } else if (wanted < glob.length()
                    && (glob.charAt(wanted) == '?' || glob.charAt(wanted) == name.charAt(at))) {
                wanted++;
                at++;
            } else if (star >= 0) {
                // The last star takes one more character; those before it need not take more than they did.
                wanted = star + 1;
                at = ++taken;
            } else {
                return false;
            }
        }
        return glob.substring(wanted).chars().allMatch(c -> c == '*');
    }

    @Override
    public String toString() {
        return glob;
    }
}
