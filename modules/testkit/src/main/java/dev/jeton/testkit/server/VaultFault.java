package dev.jeton.testkit.server;

import java.net.URI;
import java.time.Duration;

/** What a {@link VaultStub} can be told to do instead of answering. */
public sealed interface VaultFault {

    /** Nobody has unsealed it. */
    record Sealed() implements VaultFault {}

    /** The node stands by and names another. */
    record Standby(URI active) implements VaultFault {}

    /** A quota is used up. */
    record RateLimited() implements VaultFault {}

    /** It answers {@code body} whatever is asked, and does nothing. */
    record Says(int status, String body) implements VaultFault {}

    /** It does what is asked and hangs up without an answer. */
    record LosesAnswer() implements VaultFault {}

    /** It hangs up without doing anything. */
    record HangsUp() implements VaultFault {}

    /** It does what is asked, and answers late. */
    record Late(Duration by) implements VaultFault {}

    /** It does what is asked, and its answer says {@code date} for the time; empty = says none. */
    record Dated(String date) implements VaultFault {}
}
