package dev.jeton.cache;

import dev.jeton.testkit.server.RedisClusterProcess;
import dev.jeton.testkit.server.RedisProcess;
import dev.jeton.testkit.server.RedisSentinelGroup;
import java.util.List;

/** What stands behind an address, other than one server: real, made when it is first asked for, and shared by all tests. */
enum Topology {
    SENTINEL {
        @Override
        String url() {
            return Sentinels.GROUP.url();
        }

        @Override
        List<RedisProcess> masters() {
            return Sentinels.GROUP.servers().subList(0, 1);
        }
    },
    CLUSTER {
        @Override
        String url() {
            return Nodes.CLUSTER.url();
        }

        @Override
        List<RedisProcess> masters() {
            return Nodes.CLUSTER.masters();
        }
    };

    /** As clients want to be told. */
    abstract String url();

    abstract List<RedisProcess> masters();

    /** Deletes every key. */
    void flush() {
        masters().forEach(master -> master.command("FLUSHALL"));
    }

    /** Ended with this process, as every server of a test is. */
    private static final class Sentinels {
        static final RedisSentinelGroup GROUP = RedisSentinelGroup.start(1);
    }

    private static final class Nodes {
        static final RedisClusterProcess CLUSTER = RedisClusterProcess.start(3, 0);
    }
}
