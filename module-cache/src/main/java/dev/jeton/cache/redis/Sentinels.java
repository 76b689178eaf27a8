package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jeton.cache.RedisTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** The sentinels, of whom all are asked: one that was cut off for a while names a master of the past with the same certainty. */
final class Sentinels {

    private final RedisTopology.Sentinel topology;
    private final JedisConfigs configs;
    private final Duration patience;

    /**
     * What one of them says.
     *
     * @param epoch grows with every master that they agree upon
     */
    record Word(HostAndPort master, long epoch) {}

    Sentinels(RedisTopology.Sentinel topology, JedisConfigs configs) {
        this.topology = topology;
        this.configs = configs;
        // One login after the other, each over a connection of its own.
        this.patience = configs.timeout().multipliedBy(2);
    }

    String masterName() {
        return topology.master();
    }

    Set<HostAndPort> places() {
        return JedisConfigs.places(topology.sentinels());
    }

    /**
     * Asks all at once; who is silent costs two timeouts at most.
     *
     * @param first is told of each word as it comes, on several threads
     * @return the words of all who answered, in the order of the address
     */
    List<Word> ask(Consumer<Word> first) throws InterruptedException {
        List<Word> words = new ArrayList<>();
        List<Callable<Optional<Word>>> questions = new ArrayList<>();
        places().forEach(sentinel -> questions.add(() -> {
            Optional<Word> word = ask(sentinel);
            word.ifPresent(first);
            return word;
        }));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(questions, patience.toNanos(), TimeUnit.NANOSECONDS).stream()
                    .filter(answer -> answer.state() == Future.State.SUCCESS)
                    .forEach(answer -> answer.resultNow().ifPresent(words::add));
        }
        return words;
    }

    private Optional<Word> ask(HostAndPort sentinel) {
        for (JedisClientConfig login : configs.sentinelConnections()) {
            try (Connection connection = new Connection(sentinel, login)) {
                return word(connection.executeCommand(new CommandArguments(Protocol.Command.SENTINEL)
                        .add("MASTER")
                        .add(masterName())));
            } catch (JedisDataException e) {
                // It talks, and perhaps not without a password.
            } catch (JedisException | NumberFormatException e) {
                // Nobody is there, whatever we might show them.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Word> word(Object answer) {
        Map<String, String> fields = new HashMap<>();
        if (answer instanceof List<?> texts) {
            for (int i = 0; i + 1 < texts.size(); i += 2) {
                fields.put(text(texts.get(i)), text(texts.get(i + 1)));
            }
        }
        String host = fields.getOrDefault("ip", "");
        return host.isEmpty()
                ? Optional.empty()
                : Optional.of(new Word(
                        new HostAndPort(host, Integer.parseInt(fields.getOrDefault("port", ""))),
                        Long.parseLong(fields.getOrDefault("config-epoch", ""))));
    }

    private static String text(Object ascii) {
        return ascii instanceof byte[] bytes ? new String(bytes, US_ASCII) : "";
    }
}
