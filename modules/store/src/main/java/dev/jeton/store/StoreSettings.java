package dev.jeton.store;

import dev.jeton.api.port.Secret;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Which database, and how long to wait for it.
 *
 * @param url {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://host[:port]/database[?settings of its driver]}
 * @param userOrNull null = the name of the process's own user; SQLite has none
 * @param passwordOrNull owned by whoever made the settings, and not wiped while the store is open
 * @param timeout the longest that a call waits for a connection, and again for the answer
 */
public record StoreSettings(
        String url, @Nullable String userOrNull, @Nullable Secret passwordOrNull, Duration timeout) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql://";
    private static final Pattern CREDENTIALS_INSIDE = Pattern.compile("(?i)[?&](user|password|sslpassword)=|//[^/?]*@");

    /** @throws IllegalArgumentException if they make no sense; the message never repeats the address or the password */
    public StoreSettings {
        if (url.startsWith(SQLITE)) {
            checkFile(url.substring(SQLITE.length()));
            checkNobody(userOrNull, passwordOrNull);
        } else if (url.startsWith(POSTGRESQL)) {
            checkServer(url);
            checkUser(userOrNull, passwordOrNull);
        } else {
            throw new IllegalArgumentException("must be jdbc:sqlite:FILE or jdbc:postgresql://host/database");
        }
        if (timeout.toMillis() < 250 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("the timeout must be between 250ms and 1m");
        }
    }

    /** A database that asks for no password, with the usual timeout. */
    public static StoreSettings of(String url) {
        return new StoreSettings(url, null, null, DEFAULT_TIMEOUT);
    }

    private static void checkFile(String file) {
        if (file.isBlank()
                || file.startsWith(":")
                || file.toLowerCase(Locale.ROOT).startsWith("file:")) {
            throw new IllegalArgumentException("must name a file, as in jdbc:sqlite:data/jeton.db: "
                    + "what is kept in memory is lost with the process");
        }
        if (file.indexOf('?') >= 0) {
            // One of them turns off what makes a commit durable.
            throw new IllegalArgumentException("must end after the file: no ? and no settings of SQLite");
        }
    }

    private static void checkNobody(@Nullable String user, @Nullable Secret password) {
        if (user != null || password != null) {
            throw new IllegalArgumentException("a SQLite file has no user and no password; give a jdbc:postgresql: "
                    + "address with them, or leave them out");
        }
    }

    private static void checkServer(String url) {
        if (CREDENTIALS_INSIDE.matcher(url).find()) {
            throw new IllegalArgumentException("must hold no user and no password: these are settings of their own");
        }
        String rest = url.substring(POSTGRESQL.length());
        int slash = rest.indexOf('/');
        if (slash <= 0 || rest.length() == slash + 1 || rest.charAt(slash + 1) == '?' || !isUnderstood(url)) {
            throw new IllegalArgumentException(
                    "must name a host and a database, as in jdbc:postgresql://host:5432/jeton");
        }
    }

    private static boolean isUnderstood(String url) {
        return Driver.parseURL(url, new Properties()) != null;
    }

    private static void checkUser(@Nullable String user, @Nullable Secret password) {
        if (user == null && password != null) {
            throw new IllegalArgumentException("a password needs the user whose it is");
        }
    }

    /** The file of a SQLite database; empty for a server. */
    public Optional<String> file() {
        return url.startsWith(SQLITE) ? Optional.of(url.substring(SQLITE.length())) : Optional.empty();
    }

    /** Without the driver's settings and without the password. */
    @Override
    public String toString() {
        return "StoreSettings[" + url.replaceFirst("\\?.*", "") + "]";
    }
}
