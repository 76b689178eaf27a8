package dev.jeton.cache;

import java.util.List;
import java.util.stream.Collectors;

/** How the servers of one Redis stand together, and where this process begins to look for them. */
public sealed interface RedisTopology {

    /** One server, whose failure is the failure of all. */
    record Single(Server server) implements RedisTopology {
        @Override
        public String toString() {
            return server.toString();
        }
    }

    /** One server that takes writes and is replaced by another one when it fails: the sentinels know which it is by now. */
    record Sentinel(String master, List<Server> sentinels) implements RedisTopology {
        public Sentinel {
            sentinels = List.copyOf(sentinels);
        }

        @Override
        public String toString() {
            return master + "@" + joined(sentinels);
        }
    }

    /** Several servers that have a part of the keys each. These are the ones that are asked for the others. */
    record Cluster(List<Server> nodes) implements RedisTopology {
        public Cluster {
            nodes = List.copyOf(nodes);
        }

        @Override
        public String toString() {
            return joined(nodes);
        }
    }

    /**
     * Where one server listens.
     *
     * @param host a name or an address; one of version 6 in brackets
     */
    record Server(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private static String joined(List<Server> servers) {
        return servers.stream().map(Server::toString).collect(Collectors.joining(","));
    }
}
