package dev.jeton.testkit.fault;

/** What a TLS server shows; all of them are signed by the same authority, so that one thing is wrong at a time. */
public enum Certificate {
    /** For localhost and 127.0.0.1, and in force. */
    VALID("dns:localhost,ip:127.0.0.1", "-1d"),
    /** For the right host, but over since yesterday. */
    EXPIRED("dns:localhost,ip:127.0.0.1", "-31d"),
    /** In force, but for another host. */
    WRONG_HOST("dns:elsewhere.invalid", "-1d");

    static final int DAYS = 30;

    private final String names;
    private final String start;

    Certificate(String names, String start) {
        this.names = names;
        this.start = start;
    }

    /** In the words of keytool's {@code -ext san=}. */
    String names() {
        return names;
    }

    /** In the words of keytool's {@code -startdate}. */
    String start() {
        return start;
    }
}
