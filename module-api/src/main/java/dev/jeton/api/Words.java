package dev.jeton.api;

/** The one check behind every identifier; hand-written loops, because identifiers are checked on the hot path. */
final class Words {

    interface Alphabet {
        boolean contains(char c);
    }

    private Words() {}

    static boolean isWord(String value, int maxLength, Alphabet alphabet) {
        if (value.isEmpty() || value.length() > maxLength || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        return isMadeOf(value, alphabet);
    }

    static boolean isMadeOf(String value, Alphabet alphabet) {
        for (int i = 0; i < value.length(); i++) {
            if (!alphabet.contains(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
