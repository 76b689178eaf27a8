package dev.jeton.bench.load;

/** What a caller reads in the body of a token's answer, without the cost of reading all of it. */
public record TokenText(String body) {

    /** {@code cache} or {@code fresh}. */
    public String source() {
        return member("source");
    }

    public String fingerprint() {
        return member("fingerprint");
    }

    private String member(String name) {
        String before = "\"" + name + "\":\"";
        int from = body.indexOf(before) + before.length();
        if (from < before.length()) {
            throw new IllegalArgumentException("no " + name + " in the answer");
        }
        return body.substring(from, body.indexOf('"', from));
    }
}
