package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A good token, spelled in ways that lenient readers forgive; and what is no token at all. */
final class SpellingAttacks {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int MEGABYTE = 1024 * 1024;

    private final AttackTable table;

    SpellingAttacks(AttackTable table) {
        this.table = table;
    }

    void add() {
        for (int part = 0; part < 3; part++) {
            base64(part);
        }
        parts();
        wrapped();
        encodings();
        huge();
    }

    private void base64(int at) {
        table.changed("padded once, part " + at, parts -> parts[at] += "=");
        table.changed("padded twice, part " + at, parts -> parts[at] += "==");
        table.changed("padded, part " + at, parts -> parts[at] += "=".repeat((4 - parts[at].length() % 4) % 4 + 4));
        table.changed("one digit more, part " + at, parts -> parts[at] += "A");
        for (String blank :
                List.of(" ", "\n", "\r\n", "\t", "\u0000", "\u00a0", "\u200b", "\ufeff", "%20", "*", "/", "+")) {
            table.changed("a blank before part " + at, parts -> parts[at] = blank + parts[at]);
            table.changed(
                    "a blank in part " + at,
                    parts -> parts[at] = parts[at].substring(0, 5) + blank + parts[at].substring(5));
            table.changed("a blank after part " + at, parts -> parts[at] += blank);
        }
        strayBits(at);
        standardAlphabet(at);
    }

    /** The same bytes for a lenient reader: the last digit carries bits that nobody reads. */
    private void strayBits(int at) {
        String claims = table.claims();
        for (int length = 0; length < 3; length++) {
            String longer = claims.replaceFirst("}$", ",\"x\":\"" + "x".repeat(length) + "\"}");
            String[] parts =
                    Forge.signed(table.trusted(), table.header(), longer).split("\\.", -1);
            int unread = parts[at].length() % 4 == 2 ? 16 : parts[at].length() % 4 == 3 ? 4 : 1;
            int last = ALPHABET.indexOf(parts[at].charAt(parts[at].length() - 1));
            for (int bits = 1; bits < unread; bits++) {
                parts[at] = parts[at].substring(0, parts[at].length() - 1) + ALPHABET.charAt(last | bits);
                table.token("stray bits in part " + at, String.join(".", parts));
            }
        }
    }

    private void standardAlphabet(int at) {
        // Somewhere there is a digit in which the alphabets differ.
        String[] parts = IntStream.range(0, 1000)
                .mapToObj(i ->
                        table.claims().replaceFirst("}$", ",\"x\":\"" + "\u00ff\u00fe~?".repeat(1 + i % 7) + i + "\"}"))
                .map(claims ->
                        Forge.signed(table.trusted(), table.header(), claims).split("\\.", -1))
                .filter(token -> token[at].contains("-") || token[at].contains("_") || at == 0)
                .findFirst()
                .orElseThrow();
        String changed = parts[at].replace('-', '+').replace('_', '/');
        if (!changed.equals(parts[at])) {
            parts[at] = changed;
            table.token("the other alphabet in part " + at, String.join(".", parts));
        }
    }

    private void parts() {
        String good = table.accepted();
        String[] parts = good.split("\\.", -1);
        for (String token : List.of(
                "",
                ".",
                "..",
                "...",
                "....",
                parts[0],
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                "." + parts[1] + "." + parts[2],
                parts[0] + ".." + parts[2],
                good + ".",
                "." + good,
                good + "." + parts[2],
                good + ".x.y",
                parts[0] + "." + parts[1] + "..",
                parts[0] + "..." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[1] + "." + parts[2],
                good + good,
                good + "." + good,
                parts[1] + "." + parts[0] + "." + parts[2],
                parts[2] + "." + parts[1] + "." + parts[0],
                "a.b.c",
                "AA.AA.AA",
                "e30.e30.e30",
                good.replace('.', ':'),
                good.replace('.', '\u3002'))) {
            table.token("parts of " + token.length(), token);
        }
    }

    private void wrapped() {
        String good = table.accepted();
        for (String wrapped : List.of(
                "Bearer " + good,
                " " + good,
                good + " ",
                good + "\n",
                "\ufeff" + good,
                "\"" + good + "\"",
                "'" + good + "'",
                good + "#",
                good + "?x=1",
                good + "\u0000",
                good + "%00",
                "\u202e" + good,
                good + ";",
                "<" + good + ">",
                "{\"token\":\"" + good + "\"}",
                Forge.part(good))) {
            table.token("wrapped " + wrapped.charAt(0), wrapped);
        }
    }

    private void encodings() {
        byte[] header = table.header().getBytes(UTF_8);
        byte[] claims = table.claims().getBytes(UTF_8);
        table.signed("header after a byte order mark", ("\ufeff" + table.header()).getBytes(UTF_8), claims);
        table.signed("payload after a byte order mark", header, ("\ufeff" + table.claims()).getBytes(UTF_8));
        table.signed("header in UTF-16", table.header().getBytes(UTF_16BE), claims);
        table.signed("payload in UTF-16", header, table.claims().getBytes(UTF_16LE));
        for (byte[] wrong : List.of(
                new byte[] {(byte) 0xff},
                new byte[] {(byte) 0xc0, (byte) 0x80},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {(byte) 0xe2, (byte) 0x82},
                new byte[] {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80})) {
            table.signed("payload that is no UTF-8", header, within(table.claims(), wrong));
            table.signed("header that is no UTF-8", within(table.header(), wrong), claims);
        }
        for (String odd : List.of(
                "[]", "\"x\"", "5", "null", "{}", "", "{", table.header() + table.header(), table.header() + " x")) {
            table.signed("header " + odd, odd, table.claims());
        }
        table.signed("alg twice", table.header().replaceFirst("}$", ",\"alg\":\"none\"}"), table.claims());
        table.signed(
                "alg twice, none first", "{\"alg\":\"none\"," + table.header().substring(1), table.claims());
        table.signed("kid twice", table.header().replaceFirst("}$", ",\"kid\":\"x\"}"), table.claims());
        table.signed(
                "a deep header",
                table.header().replaceFirst("}$", ",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
                table.claims());
    }

    /** As the last member's value. */
    private static byte[] within(String json, byte[] wrong) {
        byte[] before = (json.substring(0, json.length() - 1) + ",\"x\":\"").getBytes(UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + wrong.length + 2);
        System.arraycopy(wrong, 0, all, before.length, wrong.length);
        all[all.length - 2] = '"';
        all[all.length - 1] = '}';
        return all;
    }

    private void huge() {
        String filler = ",\"x\":\"" + "x".repeat(MEGABYTE) + "\"}";
        table.signed("1 MB of claims", table.header(), table.claims().replaceFirst("}$", filler));
        table.signed("1 MB of header", table.header().replaceFirst("}$", filler), table.claims());
        table.signed(
                "5 KB of header",
                table.header().replaceFirst("}$", ",\"x\":\"" + "x".repeat(5_000) + "\"}"),
                table.claims());
        table.changed("1 MB of signature", parts -> parts[2] = "A".repeat(MEGABYTE));
        table.token("1 MB of dots", ".".repeat(MEGABYTE));
        table.token("1 MB of letters", "A".repeat(MEGABYTE));
    }
}
