package dev.jeton.app.observe;

/** Keeps one event one line, whatever a file, a server, a library or a caller wrote into a text. */
public final class Lines {

    private static final int LONGEST = 300;

    private Lines() {}

    /** {@code text} with everything that a terminal or a log reader could take for a line's end replaced, and cut off. */
    public static String clean(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            line.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return line.toString();
    }
}
