package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.Arrays;

/** Signatures of others, of other tokens, in other forms, and none. */
final class SignatureAttacks {

    /** Of P-256. */
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final AttackTable table;

    SignatureAttacks(AttackTable table) {
        this.table = table;
    }

    void add() {
        ofOthers();
        broken();
        if (table.trusted().algorithm() == SignatureAlgorithm.ES256) {
            ofCurves();
        }
    }

    private void ofOthers() {
        table.token("of a stranger", Forge.signed(table.attacker(), table.header(), table.claims()));
        String other = Forge.signed(table.trusted(), table.header(), table.claimsWith("sub", "\"other\""));
        table.changed("of another token", parts -> parts[2] = other.split("\\.", -1)[2]);
        table.changed("over another payload", parts -> parts[1] = other.split("\\.", -1)[1]);
        table.changed(
                "over another header",
                parts -> parts[0] = Forge.part(table.header().replace(",", ", ")));
        String claims = table.claims();
        for (int at = 0; at < claims.length(); at += 7) {
            String flipped = claims.substring(0, at) + (char) (claims.charAt(at) ^ 1) + claims.substring(at + 1);
            table.changed("over a payload that was changed at " + at, parts -> parts[1] = Forge.part(flipped));
        }
        table.changed(
                "over the payload alone",
                parts -> parts[2] = Forge.part(table.trusted().signature(parts[1])));
        table.changed(
                "over the decoded parts",
                parts -> parts[2] = Forge.part(table.trusted().signature(table.header() + "." + table.claims())));
    }

    private void broken() {
        byte[] good = Forge.bytes(table.accepted().split("\\.", -1)[2]);
        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            signature("flipped at " + at, flipped);
        }
        for (int length = 1; length < good.length; length += 5) {
            signature("cut off after " + length, Arrays.copyOf(good, length));
            signature("cut off before " + length, Arrays.copyOfRange(good, length, good.length));
        }
        signature("longer by a zero", Arrays.copyOf(good, good.length + 1));
        signature("longer by many", Arrays.copyOf(good, good.length * 4));
        signature("of zeros", new byte[good.length]);
        byte[] ones = new byte[good.length];
        Arrays.fill(ones, (byte) 0xff);
        signature("of ones", ones);
        signature("of one byte", new byte[1]);
        signature("twice", joined(good, good));
        signature("in base64 once more", Forge.part(good).getBytes(US_ASCII));
    }

    private void signature(String name, byte[] signature) {
        table.changed("signature " + name, parts -> parts[2] = Forge.part(signature));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** CVE-2022-21449 and its kin. */
    private void ofCurves() {
        byte[] good = Forge.bytes(table.accepted().split("\\.", -1)[2]);
        signature("in DER", der(Arrays.copyOf(good, 32), Arrays.copyOfRange(good, 32, 64)));
        byte[] zeros = new byte[32];
        byte[] order = Arrays.copyOfRange(ORDER.toByteArray(), 1, 33);
        byte[] one = new byte[32];
        one[31] = 1;
        for (byte[] first : new byte[][] {zeros, order, one, Arrays.copyOf(good, 32)}) {
            for (byte[] second : new byte[][] {zeros, order, one}) {
                signature("of a chosen r and s", joined(first, second));
                signature("of a chosen r and s in DER", der(first, second));
            }
        }
    }

    private static byte[] der(byte[] first, byte[] second) {
        byte[] both = joined(integer(first), integer(second));
        return joined(new byte[] {0x30, (byte) both.length}, both);
    }

    private static byte[] integer(byte[] unsigned) {
        byte[] bytes = new BigInteger(1, unsigned).toByteArray();
        return joined(new byte[] {0x02, (byte) bytes.length}, bytes);
    }
}
