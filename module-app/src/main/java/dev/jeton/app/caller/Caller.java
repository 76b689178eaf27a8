package dev.jeton.app.caller;

/**
 * Somebody who has shown who they are.
 *
 * @param name in logs and in the audit; of letters, digits and {@code . _ - @ + :}, no secret
 */
public record Caller(String name, Reach reach, Allowance allowance) {

    /** Whoever calls where nobody is asked. */
    public static final Caller ANYONE = new Caller("anyone", Reach.EVERYTHING, Allowance.UNLIMITED);

    /** Whoever has the service secret. */
    public static final Caller SERVICE = new Caller("service", Reach.EVERYTHING, Allowance.UNLIMITED);

    @Override
    public String toString() {
        return name;
    }
}
