package dev.jeton.api.port;

/**
 * A sealed value that cannot be opened: an unknown key, another label, a changed or foreign value. It may be an attack, and
 * says nothing of the value.
 */
public final class Unopenable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unopenable(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
