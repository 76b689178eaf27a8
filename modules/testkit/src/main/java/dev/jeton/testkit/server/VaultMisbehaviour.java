package dev.jeton.testkit.server;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Plays a {@link VaultFault}. */
record VaultMisbehaviour(UnaryOperator<VaultReply> dated) {

    /** What is answered in place of {@code work}; empty = nothing. */
    Optional<VaultReply> play(VaultFault fault, Supplier<VaultReply> work) throws InterruptedException {
        return switch (fault) {
            case VaultFault.Sealed() -> says(VaultReply.errors(503, "Vault is sealed"));
            case VaultFault.Standby(var active) -> says(new VaultReply(307, Map.of("Location", active.toString()), ""));
            case VaultFault.RateLimited() ->
                says(VaultReply.errors(429, "request path \"secret\": rate limit quota exceeded"));
            case VaultFault.Says(int status, var body) -> says(new VaultReply(status, Map.of(), body));
            case VaultFault.LosesAnswer() -> {
                VaultReply lost = work.get();
                yield Optional.of(lost).filter(never -> false);
            }
            case VaultFault.HangsUp() -> Optional.empty();
            case VaultFault.Late(var by) -> {
                VaultReply late = work.get();
                Thread.sleep(by);
                yield says(late);
            }
            case VaultFault.Dated(var date) ->
                Optional.of(date.isEmpty() ? work.get() : work.get().with("Date", date));
        };
    }

    private Optional<VaultReply> says(VaultReply reply) {
        return Optional.of(dated.apply(reply));
    }
}
