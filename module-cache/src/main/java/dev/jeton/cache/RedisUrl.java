package dev.jeton.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.cache.RedisAddress.Login;
import dev.jeton.cache.RedisTopology.Server;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads URLs of Redis. Not {@link java.net.URI}, which knows no list of hosts and whose complaints repeat the whole text,
 * password and all.
 */
final class RedisUrl {

    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26_379;
    private static final int HIGHEST_PORT = 65_535;

    private static final Pattern SCHEME = Pattern.compile("(?i)redis(s?)(?:-(cluster|sentinel))?:(.*)", Pattern.DOTALL);
    private static final Pattern FOREIGN =
            Pattern.compile("%(?![0-9A-Fa-f]{2})|[\\p{ASCII}&&[^A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]]");
    private static final Pattern REST = Pattern.compile("//(?:(?<who>[^/]*)@)?(?<hosts>[^@/]*)(?:/(?<database>.*))?");
    private static final Pattern HOST =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?)(?::(?<port>.*))?");
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]+");

    private final String who;
    private final List<String> hosts;
    private final String database;
    private final boolean tls;

    private RedisUrl(Matcher rest, boolean tls) {
        this.who = rest.group("who") == null ? "" : rest.group("who");
        this.hosts = Arrays.asList(rest.group("hosts").split(",", -1));
        this.database = rest.group("database") == null ? "" : rest.group("database");
        this.tls = tls;
    }

    /** @throws IllegalArgumentException in words that repeat nothing of the text */
    static RedisAddress read(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            throw new IllegalArgumentException("must be redis://host:port, redis-cluster://host:port,host:port or"
                    + " redis-sentinel://master@host:port,host:port; with rediss in place of redis for TLS");
        }
        RedisUrl url =
                new RedisUrl(rest(text, scheme.group(3)), !scheme.group(1).isEmpty());
        String kind = scheme.group(2) == null ? "" : scheme.group(2).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "cluster" -> url.cluster();
            case "sentinel" -> url.sentinel();
            default -> url.single();
        };
    }

    private static Matcher rest(String text, String afterScheme) {
        Matcher foreign = FOREIGN.matcher(text);
        if (foreign.find()) {
            throw new IllegalArgumentException("is no URL: character " + (foreign.start() + 1)
                    + " has no place in one; special characters of a password are written as %40 and so on");
        }
        if (afterScheme.indexOf('?') >= 0 || afterScheme.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must end after the database: no ? and no #");
        }
        Matcher rest = REST.matcher(afterScheme);
        if (!rest.matches()) {
            throw noHost();
        }
        return rest;
    }

    private RedisAddress single() {
        if (hosts.size() > 1) {
            throw new IllegalArgumentException(
                    "must name one host; several are written as redis-cluster:// or redis-sentinel://");
        }
        return new RedisAddress(
                new RedisTopology.Single(server(hosts.getFirst(), SERVER_PORT)), login(who), database(), tls);
    }

    private RedisAddress cluster() {
        if (database() != 0) {
            throw new IllegalArgumentException("must end after the last host: a cluster has no numbered databases");
        }
        List<Server> nodes =
                hosts.stream().map(host -> server(host, SERVER_PORT)).toList();
        return new RedisAddress(new RedisTopology.Cluster(nodes), login(who), 0, tls);
    }

    private RedisAddress sentinel() {
        int at = who.lastIndexOf('@');
        String master = who.substring(at + 1);
        if (!MASTER.matcher(master).matches()) {
            throw new IllegalArgumentException("must name the master that the sentinels watch, after user and password:"
                    + " redis-sentinel://master@host:26379 or redis-sentinel://user:password@master@host:26379");
        }
        List<Server> sentinels =
                hosts.stream().map(host -> server(host, SENTINEL_PORT)).toList();
        return new RedisAddress(
                new RedisTopology.Sentinel(master, sentinels),
                login(at < 0 ? "" : who.substring(0, at)),
                database(),
                tls);
    }

    private static Server server(String text, int usualPort) {
        Matcher host = HOST.matcher(text);
        if (!host.matches()) {
            throw noHost();
        }
        String port = host.group("port");
        return new Server(host.group("host"), port == null || port.isEmpty() ? usualPort : port(port));
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("must have a port between 1 and 65535");
        }
        return port;
    }

    private static Login login(String text) {
        if (text.indexOf('@') >= 0) {
            throw noHost();
        }
        int colon = text.indexOf(':');
        if (colon < 0 && !text.isEmpty()) {
            throw new IllegalArgumentException(
                    "must give a password with the user, as in redis://user:password@host or redis://:password@host");
        }
        return text.isEmpty()
                ? Login.NONE
                : new Login(colon == 0 ? null : decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
    }

    /** A plus is a plus here, and no space. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private int database() {
        if (!database.matches("[0-9]{0,4}")) {
            throw new IllegalArgumentException("must end with the number of a database, as in redis://host:6379/2");
        }
        return database.isEmpty() ? 0 : Integer.parseInt(database);
    }

    private static IllegalArgumentException noHost() {
        return new IllegalArgumentException("must name a host of letters, digits, hyphens and dots, as in "
                + "redis://host:6379; special characters of a password are written as %40 and so on");
    }
}
