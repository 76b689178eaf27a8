package dev.jeton.app.topology;

import dev.jeton.testkit.server.RedisClusterProcess;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** Names of tenants whose keys are on certain masters of a cluster. */
final class Tenants {

    private final RedisClusterProcess cluster;
    private final String prefix;

    /** @param prefix for the tenants of one test, where several share a cluster */
    Tenants(RedisClusterProcess cluster, String prefix) {
        this.cluster = cluster;
        this.prefix = prefix;
    }

    List<String> withTokenOn(int master, int count) {
        return list(at -> at == master, at -> true, count);
    }

    List<String> withLockAloneOn(int master, int count) {
        return list(at -> at != master, at -> at == master, count);
    }

    /** Neither their token nor their lock is on {@code master}. */
    List<String> awayFrom(int master, int count) {
        return list(at -> at != master, at -> at != master, count);
    }

    private List<String> list(IntPredicate token, IntPredicate lock, int count) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> prefix + "-" + i)
                .filter(tenant -> token.test(cluster.masterOf(token(tenant))))
                .filter(tenant -> lock.test(cluster.masterOf(lock(tenant))))
                .limit(count)
                .toList();
    }

    static String token(String tenant) {
        return "auth:token:" + BrokerUnderLoad.PROVIDER + ":" + tenant;
    }

    static String lock(String tenant) {
        return "auth:lock:" + BrokerUnderLoad.PROVIDER + ":" + tenant;
    }
}
