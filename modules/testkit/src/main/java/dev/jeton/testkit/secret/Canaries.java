package dev.jeton.testkit.secret;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Secrets that are looked for where they must not be: in logs, answers, metrics, files, Redis. A text is searched for
 * every registered secret and for {@link #MARKER}, as they are and in the {@link Disguise}s that code puts them in without
 * thinking. A failure names the place and the secret's label, never the secret.
 */
public final class Canaries {

    /** What every secret made for a test begins with, so that one that nobody registered is found as well. */
    public static final String MARKER = "c4nary";

    private static final int SHORTEST = 6;

    private final List<Wanted> wanted = new CopyOnWriteArrayList<>();
    private final AtomicLong texts = new AtomicLong();
    private final AtomicLong characters = new AtomicLong();

    private record Wanted(String label, List<Disguise> disguises) {}

    public Canaries() {
        wanted.add(new Wanted("the marker of test secrets", Disguise.of(MARKER)));
    }

    /** A new secret, registered: the marker, {@code label} and something random. */
    public String secret(String label) {
        return register(label, MARKER + "-" + label + "-" + UUID.randomUUID());
    }

    /**
     * Looks for {@code secret} from now on.
     *
     * @param label what failures call it
     * @return {@code secret}
     * @throws IllegalArgumentException if it is so short that it occurs by chance
     */
    public String register(String label, String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(label + " is too short to be looked for");
        }
        // In front of the marker: the label of the very secret is the better hint.
        wanted.addFirst(new Wanted(label, Disguise.of(secret)));
        return secret;
    }

    /**
     * Fails if {@code text} holds a secret.
     *
     * @param place what the failure calls the text
     */
    public void assertNoneIn(String place, CharSequence text) {
        texts.incrementAndGet();
        characters.addAndGet(text.length());
        String searched = text.toString();
        for (Wanted secret : wanted) {
            for (Disguise disguise : secret.disguises()) {
                Optional<Integer> found = disguise.findIn(searched);
                if (found.isPresent()) {
                    throw new AssertionError(hint(place, secret.label(), disguise, searched, found.get()));
                }
            }
        }
    }

    private static String hint(String place, String label, Disguise disguise, String text, int at) {
        long line = text.substring(0, at).lines().count();
        return "%s holds a secret: %s, %s, at character %d, line %d"
                .formatted(place, label, disguise.name(), at, Math.max(1, line));
    }

    /** How many texts were searched. */
    public long texts() {
        return texts.get();
    }

    /** How many characters were searched. */
    public long characters() {
        return characters.get();
    }

    /** Fails if nothing was searched: a scan of nothing finds nothing and proves nothing. */
    public void assertSearched() {
        if (texts() == 0 || characters() == 0) {
            throw new AssertionError("no text was searched for secrets (" + this + ")");
        }
    }

    @Override
    public String toString() {
        return "Canaries[" + wanted.size() + " looked for in " + texts + " texts, " + characters + " characters]";
    }
}
