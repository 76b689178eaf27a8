package dev.jeton.identity.jose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.identity.jose.AttackTable.Attack;
import dev.jeton.identity.jose.JwtVerdict.Invalid;
import dev.jeton.identity.jose.JwtVerdict.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What became of a table of attacks. */
public record AttackCount(int checked, List<String> accepted, Map<Reason, Integer> reasons) {

    public static AttackCount of(AttackTable table, Function<String, JwtVerdict> validator) {
        assertThat(validator.apply(table.accepted())).isInstanceOf(JwtVerdict.Valid.class);
        List<String> accepted = new ArrayList<>();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (Attack attack : table.attacks()) {
            if (validator.apply(attack.token()) instanceof Invalid(Reason reason)) {
                reasons.merge(reason, 1, Integer::sum);
            } else {
                accepted.add(attack.name());
            }
        }
        return new AttackCount(table.attacks().size(), accepted, reasons);
    }
}
