package dev.jeton.identity.jose;

import java.util.List;

/** What a token says, signed with the right key: it is too early or too late, for others, of others, or makes no sense. */
final class ClaimAttacks {

    private final AttackTable table;

    ClaimAttacks(AttackTable table) {
        this.table = table;
    }

    void add() {
        expiry();
        beginning();
        audience();
        issuer();
        nonsense();
    }

    private void claims(String name, String value) {
        table.signed(name + " " + value, table.header(), table.claimsWith(name, value));
    }

    private void expiry() {
        long good = table.claim("exp");
        long now = table.claim("iat");
        for (String value : List.of(
                "\"" + good + "\"",
                good + ".5",
                good + ".0",
                good + "e0",
                "1e10",
                "1E+400",
                "-1",
                "-" + good,
                "0",
                "-0",
                "1",
                String.valueOf(now - 30),
                String.valueOf(now - 3600),
                "253402300800",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551616" + "0".repeat(10),
                "9".repeat(5000),
                "null",
                "true",
                "[" + good + "]",
                "{}",
                "\"never\"",
                "\"\"",
                "\"2099-01-01T00:00:00Z\"")) {
            claims("exp", value);
        }
        table.signed("no exp", table.header(), table.claimsWithout("exp"));
        table.signed(
                "Exp", table.header(), table.claimsWithout("exp").replace("\"iat\"", "\"Exp\":" + good + ",\"iat\""));
    }

    private void beginning() {
        long now = table.claim("iat");
        for (String name : List.of("nbf", "iat")) {
            for (String value : List.of(
                    String.valueOf(now + 31),
                    String.valueOf(now + 86_400),
                    "\"" + now + "\"",
                    now + ".5",
                    "-1",
                    "true",
                    "[]",
                    "99999999999999999999",
                    "253402300800")) {
                claims(name, value);
            }
        }
    }

    private void audience() {
        for (String value : List.of(
                "\"another\"",
                "[]",
                "[\"another\"]",
                "[\"another\",\"one more\"]",
                "[\"\"]",
                "5",
                "[5]",
                "{}",
                "true",
                "\"\"",
                "[[\"door\"]]",
                "\"door \"",
                "\"DOOR\"",
                "[\"door\",5]",
                "{\"door\":true}",
                "\"door,another\"")) {
            claims("aud", value);
        }
        table.signed("no aud", table.header(), table.claimsWithout("aud"));
    }

    private void issuer() {
        for (String value : List.of(
                "\"https://other.example\"",
                "\"\"",
                "null",
                "5",
                "[\"https://issuer.example\"]",
                "{}",
                "\"https://issuer.example/\"",
                "\"https://ISSUER.example\"",
                "\"https://issuer.example \"",
                "\"https://issuer.example\\u0000\"",
                "\"http://issuer.example\"",
                "\"https://issuer.example.evil.example\"")) {
            claims("iss", value);
        }
        table.signed("no iss", table.header(), table.claimsWithout("iss"));
    }

    private void nonsense() {
        long good = table.claim("exp");
        String claims = table.claims();
        table.signed("exp twice", table.header(), claims.replace("\"exp\":", "\"exp\":1,\"exp\":"));
        table.signed("exp twice, the good one first", table.header(), claims.replaceFirst("}$", ",\"exp\":1}"));
        table.signed(
                "exp twice, once escaped", table.header(), claims.replaceFirst("}$", ",\"\\\\u0065xp\":" + good + "}"));
        table.signed("sub twice", table.header(), claims.replaceFirst("}$", ",\"sub\":\"root\"}"));
        table.signed("twice below", table.header(), claims.replaceFirst("}$", ",\"x\":{\"a\":1,\"a\":2}}"));
        table.signed(
                "nested deeply",
                table.header(),
                claims.replaceFirst("}$", ",\"x\":" + "[".repeat(3000) + "]".repeat(3000) + "}"));
        table.signed("nested endlessly", table.header(), claims.replaceFirst("}$", ",\"x\":" + "{\"x\":".repeat(1500)));
        table.signed(
                "nested by 17",
                table.header(),
                claims.replaceFirst("}$", ",\"x\":" + "[".repeat(17) + "]".repeat(17) + "}"));
        for (String payload : List.of(
                "[]",
                "[" + claims + "]",
                "\"" + good + "\"",
                String.valueOf(good),
                "null",
                "true",
                "",
                " ",
                "{",
                "}",
                claims + claims,
                claims + ",",
                claims + "x",
                claims + "\u0000",
                claims.replace("\"", "'"),
                claims.replaceFirst("}$", ",}"),
                claims.replaceFirst("}$", ",x:1}"),
                "/**/" + claims,
                claims + "//",
                claims.replaceFirst("}$", ",\"x\":NaN}"),
                claims.replaceFirst("}$", ",\"x\":01}"),
                claims.replaceFirst("}$", ",\"x\":\"\u0001\"}"),
                claims.replaceFirst("}$", ",\"x\":\"\\\\x\"}"))) {
            table.signed(
                    "payload " + (payload.length() > 20 ? payload.substring(payload.length() - 20) : payload),
                    table.header(),
                    payload);
        }
    }
}
