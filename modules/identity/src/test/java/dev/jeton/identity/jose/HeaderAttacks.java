package dev.jeton.identity.jose;

import java.util.List;
import java.util.Locale;

/** What a header says of the algorithm, of the kind of token, and of what has to be understood. */
final class HeaderAttacks {

    private final AttackTable table;

    HeaderAttacks(AttackTable table) {
        this.table = table;
    }

    void add() {
        unsigned();
        otherAlgorithms();
        otherTypes();
        toBeUnderstood();
    }

    private void unsigned() {
        for (String none : List.of(
                "none",
                "None",
                "NONE",
                "nOnE",
                "noNE",
                "none ",
                " none",
                "n\\u006fne",
                "none\\u0000",
                "",
                "null",
                "n\u043ene")) {
            String header = table.headerWith("alg", "\"" + none + "\"");
            String input = Forge.part(header) + "." + Forge.part(table.claims());
            table.token("alg " + none + " without a signature", input + ".");
            table.token("alg " + none + " without the last dot", input);
            table.token("alg " + none + " with a byte", input + ".AA");
            table.token("alg " + none + " with the old signature", input + "." + signatureOf(table.accepted()));
            table.signed("alg " + none + ", signed", header, table.claims());
        }
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private void otherAlgorithms() {
        String own = table.trusted().algorithm().label();
        for (String other : List.of(
                "RS256",
                "RS384",
                "RS512",
                "PS256",
                "PS384",
                "PS512",
                "ES256",
                "ES384",
                "ES512",
                "ES256K",
                "EdDSA",
                "Ed25519",
                "Ed448",
                "HS256",
                "HS384",
                "HS512",
                "RS1",
                "RSA1_5",
                "dir",
                "A128KW",
                own.toLowerCase(Locale.ROOT) + " ",
                own + "\\u0000",
                own + ",none",
                "HS256," + own)) {
            if (!other.equals(own)) {
                table.signed("alg " + other, table.headerWith("alg", "\"" + other + "\""), table.claims());
            }
        }
        for (String value : List.of("256", "null", "true", "{}", "[\"" + own + "\"]", "[]")) {
            table.signed("alg " + value, table.headerWith("alg", value), table.claims());
        }
        table.signed("no alg", table.headerWithout("alg"), table.claims());
    }

    private void otherTypes() {
        for (String type : List.of(
                "\"JWE\"",
                "\"logout+jwt\"",
                "\"dpop+jwt\"",
                "\"secevent+jwt\"",
                "\"at+jwt \"",
                "\"at+jwt,JWT\"",
                "\"JOSE\"",
                "\"application/\"",
                "5",
                "null",
                "[\"JWT\"]",
                "\"" + "t".repeat(300) + "\"")) {
            table.signed("typ " + type, table.headerWith("typ", type), table.claims());
        }
    }

    private void toBeUnderstood() {
        for (String critical : List.of(
                "[\"exp\"]",
                "[\"b64\"]",
                "[]",
                "null",
                "true",
                "\"exp\"",
                "[\"alg\"]",
                "{}",
                "[5]",
                "[\"http://example.invalid/UNDEFINED\"]")) {
            table.signed("crit " + critical, table.headerWith("crit", critical), table.claims());
        }
        for (String unencoded : List.of("false", "true", "null", "\"false\"", "0")) {
            table.signed("b64 " + unencoded, table.headerWith("b64", unencoded), table.claims());
        }
        String unencoded = table.header().replace("}", ",\"crit\":[\"b64\"],\"b64\":false}");
        table.signed("b64 and crit", unencoded, table.claims());
        // What RFC 7797 would sign: the payload as it is.
        String input = Forge.part(unencoded) + "." + table.claims();
        table.token(
                "an unencoded payload", input + "." + Forge.part(table.trusted().signature(input)));
        table.token(
                "a detached payload",
                Forge.part(unencoded) + ".." + Forge.part(table.trusted().signature(input)));
    }
}
