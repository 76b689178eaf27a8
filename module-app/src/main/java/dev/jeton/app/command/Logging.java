package dev.jeton.app.command;

/** Sets the log up; must come before the first logger is made. One line an event, to stderr. */
final class Logging {

    private static final String SIMPLE = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** For commands that end by themselves: what they have to say they say in sentences. */
    static void silence() {
        configure("off");
    }

    static void configure(String level) {
        set("defaultLogLevel", level);
        set("showDateTime", "true");
        set("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        set("showThreadName", "false");
        set("levelInBrackets", "false");
        // The HTTP server's own chatter is no news at the level at which ours is.
        set("log.org.eclipse.jetty", "warn");
        set("log.io.javalin", "warn");
        // It writes an address that is taken down with a whole stack trace; our one line has said it.
        set("log.io.javalin.Javalin", "off");
        set("log.redis.clients", "error");
        // A pool that starts, and what a migration library has to say about itself, is no news either.
        set("log.com.zaxxer.hikari", "warn");
        set("log.org.flywaydb", "warn");
    }

    private static void set(String name, String value) {
        if (System.getProperty(SIMPLE + name) == null) {
            System.setProperty(SIMPLE + name, value);
        }
    }
}
