package dev.jeton.app.caller;

import dev.jeton.api.time.TimeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Callers who show a JWT: the first one of CALLERS_FILE whose issuer and claim it has. */
final class JwtCallers {

    private final JwtCheck check;
    private final TimeSource time;
    private final Map<String, List<Known>> byIssuer = new HashMap<>();

    private record Known(CallersFile.Proof proof, Caller caller) {
        boolean isShownBy(JwtCheck.Verified jwt) {
            Object claim = jwt.claims().get(proof.claim());
            return proof.value().equals(claim)
                    || (claim instanceof Collection<?> values && values.contains(proof.value()));
        }
    }

    JwtCallers(JwtCheck check, List<CallersFile.Declared> declared, TimeSource time) {
        this.check = check;
        this.time = time;
        for (CallersFile.Declared caller : declared) {
            byIssuer.computeIfAbsent(caller.proof().issuer(), issuer -> new ArrayList<>())
                    .add(new Known(
                            caller.proof(),
                            new Caller(
                                    caller.name(),
                                    Reach.of(caller.permissions()),
                                    Allowance.of(caller.quota(), time))));
        }
    }

    /** Whether a JWT that we sign for the user {@code subject} would be a caller's. */
    boolean hasOurs(String subject) {
        return byIssuer.getOrDefault(JwtCheck.OURSELVES, List.of()).stream()
                .anyMatch(known -> known.proof.claim().equals(JwtCheck.SUBJECT)
                        && known.proof.value().equals(subject));
    }

    /** Believes no JWT any more that it has believed. */
    void forget() {
        check.forget();
    }

    /** Empty for one that is not good, and for one that is nobody's: whoever asks must not learn which. */
    Optional<Caller> identify(String compact) {
        return check.check(compact)
                .filter(jwt -> time.now().isBefore(jwt.expiresAt()))
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(JwtCheck.Verified jwt) {
        return byIssuer.getOrDefault(jwt.issuer(), List.of()).stream()
                .filter(known -> known.isShownBy(jwt))
                .map(Known::caller)
                .findFirst();
    }
}
