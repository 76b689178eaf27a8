package dev.jeton.app.desk;

/** A broker did not do what it was asked for; the message is a sentence for people. */
public final class BrokerRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code of the problem document; empty = there was none */
    BrokerRefusal(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    boolean saysNotFound() {
        return code.equals("CREDENTIALS_NOT_FOUND");
    }
}
