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

    /** Whether the broker gave {@code code}. */
    boolean is(String wanted) {
        return code.equals(wanted);
    }

    boolean saysNotFound() {
        return is("CREDENTIALS_NOT_FOUND");
    }
}
