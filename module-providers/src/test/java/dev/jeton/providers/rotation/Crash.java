package dev.jeton.providers.rotation;

/** The process has died: nothing that it would have done afterwards is done. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crashed", null, false, false);
    }
}
