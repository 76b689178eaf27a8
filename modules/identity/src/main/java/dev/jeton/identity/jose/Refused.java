package dev.jeton.identity.jose;

import dev.jeton.identity.jose.JwtVerdict.Reason;

/** Ends the look at a token. It costs no stack trace, for strangers can have as many of them as they like. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public Refused(Reason reason) {
        super(reason.label(), null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
