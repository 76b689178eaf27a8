package dev.jeton.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jeton.cache.RedisTopology.Server;
import dev.jeton.testkit.secret.Canaries;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {

    private final Canaries canaries = new Canaries();
    private final String secret = canaries.secret("password");

    @ParameterizedTest(name = "fault 117 {0} is refused: {1}")
    @CsvSource({
        "http://localhost:6379, must be redis://",
        "redis-ring://localhost:6379, must be redis://",
        "cluster://localhost:6379, must be redis://",
        "localhost:6379, must be redis://",
        "localhost, must be redis://",
        "/tmp/redis.sock, must be redis://",
        "'', must be redis://",
        "redis:localhost, must name a host",
        "redis:///0, must name a host",
        "redis://:6379, must name a host",
        "redis://my_redis:6379, must name a host",
        "redis://:p@ss@localhost, must name a host",
        "redis://localhost:0, must have a port",
        "redis://localhost:65536, must have a port",
        "redis://localhost:6379/zero, number of a database",
        "redis://localhost:6379/-1, number of a database",
        "redis://localhost:6379/1/2, number of a database",
        "redis://localhost:6379/99999, number of a database",
        "redis://user@localhost, must give a password",
        "redis://localhost?db=1, must end after the database",
        "redis://localhost#1, must end after the database",
        "redis://local host, is no URL",
        "redis://localhost/%zz, is no URL",
        "'redis://one,two', must name one host",
        "redis-cluster://, must name a host",
        "'redis-cluster://one,', must name a host",
        "'redis-cluster://one,,two', must name a host",
        "'redis-cluster://one, two', is no URL",
        "'redis-cluster://one:7000,two:0', must have a port",
        "'redis-cluster://one,two:x', must have a port",
        "'redis-cluster://one/2', no numbered databases",
        "'redis-cluster://user@one,two', must give a password",
        "'redis-cluster://:p@ss@one,two', must name a host",
        "'redis-cluster://one,two?x=1', must end after",
        "'redis-sentinel://one:26379,two', must name the master",
        "'redis-sentinel://:word@one,two', must name the master",
        "'redis-sentinel://user:word@one', must name the master",
        "'redis-sentinel://my%20master@one', must name the master",
        "'redis-sentinel://word@mymaster@one', must give a password",
        "'redis-sentinel://:p@ss@mymaster@one', must name a host",
        "'redis-sentinel://mymaster@', must name a host",
        "'redis-sentinel://mymaster@one/x', number of a database",
        "'redis-sentinel://mymaster@one:99999', must have a port"
    })
    void wrongAddresses(String address, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.of(address))
                .withMessageContaining(why);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "redis://localhost, redis://localhost:6379",
        "redis://localhost:7000, redis://localhost:7000",
        "REDIS://localhost:7000/, redis://localhost:7000",
        "rediss://localhost/15, rediss://localhost:6379",
        "redis://[::1]:7000/0, redis://[::1]:7000",
        "redis://:word@localhost:65535, redis://localhost:65535",
        "redis://user:w%40rd@10.0.0.1:1, redis://10.0.0.1:1",
        "'redis-cluster://one', redis-cluster://one:6379",
        "'Redis-Cluster://one,two:7001/', 'redis-cluster://one:6379,two:7001'",
        "'rediss-cluster://user:word@[::1],two', 'rediss-cluster://[::1]:6379,two:6379'",
        "'redis-sentinel://mymaster@one,two:5000', 'redis-sentinel://mymaster@one:26379,two:5000'",
        "'RedisS-Sentinel://:word@my_master.1@one', rediss-sentinel://my_master.1@one:26379"
    })
    void rightAddresses(String address, String read) {
        assertThat(RedisAddress.of(address)).hasToString(read);
    }

    @Test
    @DisplayName("a cluster and sentinels are told from one server")
    void topologies() {
        assertThat(RedisAddress.of("redis://one").topology())
                .isEqualTo(new RedisTopology.Single(new Server("one", 6379)));
        assertThat(RedisAddress.of("redis-cluster://one:1,two:2").topology())
                .isEqualTo(new RedisTopology.Cluster(List.of(new Server("one", 1), new Server("two", 2))));
        assertThat(RedisAddress.of("redis-sentinel://m@one:1,two:2").topology())
                .isEqualTo(new RedisTopology.Sentinel("m", List.of(new Server("one", 1), new Server("two", 2))));
    }

    @ParameterizedTest(name = "{0} logs in as {1} with {2}")
    @CsvSource({
        "redis://one,,",
        "redis://:word@one,, word",
        "redis://user:w%40%2Frd@one, user, w@/rd",
        "redis://us%3Aer:a:b+c@one, us:er, a:b+c",
        "'redis-cluster://user:word@one,two', user, word",
        "'redis-cluster://one,two',,",
        "'redis-sentinel://user:w%40rd@mymaster@one,two', user, w@rd",
        "'redis-sentinel://mymaster@one',,"
    })
    void logins(String address, String user, String password) {
        assertThat(RedisAddress.of(address).login()).isEqualTo(new RedisAddress.Login(user, password));
    }

    @Test
    @DisplayName("TLS and the database are where they are written")
    void tlsAndDatabase() {
        assertThat(RedisAddress.of("rediss://one/3").tls()).isTrue();
        assertThat(RedisAddress.of("rediss://one/3").database()).isEqualTo(3);
        assertThat(RedisAddress.of("rediss-sentinel://m@one/4").tls()).isTrue();
        assertThat(RedisAddress.of("rediss-sentinel://m@one/4").database()).isEqualTo(4);
        assertThat(RedisAddress.of("redis-cluster://one").tls()).isFalse();
        assertThat(RedisAddress.of("redis-cluster://one").database()).isZero();
    }

    @Test
    @DisplayName("I6 addresses and settings print no password")
    void printsNoPassword() {
        for (String address : List.of(
                "redis://user:" + secret + "@localhost/3",
                "redis-cluster://user:" + secret + "@localhost",
                "redis-sentinel://user:" + secret + "@mymaster@localhost")) {
            canaries.assertNoneIn("address", "with " + RedisAddress.of(address));
            canaries.assertNoneIn("login", "with " + RedisAddress.of(address).login());
            canaries.assertNoneIn("settings", "with " + RedisSettings.of(address));
        }
        assertThat(RedisSettings.of("redis://user:" + secret + "@localhost/3"))
                .hasToString("RedisSettings[redis://localhost:6379]");
    }

    @ParameterizedTest(name = "I6 the refusal of {0} repeats no password")
    @ValueSource(
            strings = {
                "http://:{}@localhost",
                "redis://:{}@local host",
                "redis://:{} @localhost",
                "redis://:{}@",
                "redis://:{}@my_redis",
                "redis://:{}%zz@localhost",
                "redis://{}@localhost",
                "redis://:{}@localhost/x",
                "redis://:{}@localhost:99999",
                "redis://:{}@localhost?a",
                "redis://localhost:{}",
                "redis://:{}@one,two",
                "redis-cluster://:{}@one/9",
                "redis-cluster://{}@one,two",
                "redis-cluster://:a@{}@one,two",
                "redis-cluster://:a/{}@one,two",
                "redis-sentinel://:{}@one",
                "redis-sentinel://{}@master@one",
                "redis-sentinel://:{}@master@one:0",
                "redis-sentinel://:{}@ma ster@one",
                "{}"
            })
    void refusalsRepeatNoPassword(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.of(address.replace("{}", secret)))
                .satisfies(e -> {
                    StringWriter text = new StringWriter();
                    e.printStackTrace(new PrintWriter(text));
                    canaries.assertNoneIn("refusal", text.toString());
                });
    }
}
