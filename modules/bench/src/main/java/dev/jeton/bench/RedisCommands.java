package dev.jeton.bench;

import dev.jeton.bench.load.LoadPlan;
import dev.jeton.bench.load.Rounds;
import dev.jeton.testkit.server.RedisProcess;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts, by Redis' own statistics, what it was asked while something was measured. */
final class RedisCommands {

    private static final Pattern CALLS = Pattern.compile("cmdstat_(?:get|getrange|evalsha|eval|set):calls=(\\d+)");

    private final RedisProcess redis;
    private long reads;
    private double requests;

    RedisCommands(RedisProcess redis) {
        this.redis = redis;
    }

    double during(LoadPlan plan, Rounds.Measurement measurement) throws IOException, InterruptedException {
        long before = calls();
        double perSecond = measurement.perSecond();
        reads += calls() - before;
        requests += perSecond * plan.each().toSeconds();
        return perSecond;
    }

    /** Nothing, while it is stopped. */
    private long calls() {
        if (!redis.isAlive()) {
            return 0;
        }
        Matcher calls = CALLS.matcher(String.valueOf(redis.command("INFO", "commandstats")));
        long sum = 0;
        while (calls.find()) {
            sum += Long.parseLong(calls.group(1));
        }
        return sum;
    }

    long reads() {
        return reads;
    }

    double eachRequest() {
        return reads / requests;
    }
}
