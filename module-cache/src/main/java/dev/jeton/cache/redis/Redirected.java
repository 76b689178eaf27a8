package dev.jeton.cache.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/**
 * Sends each command to the server of its key, and on to wherever a server says that the key is by now (MOVED, ASK). Other
 * than Jedis' own executor it never repeats a command whose answer was lost: the first one may have taken the lock, or
 * written the grant, and the second would be told that somebody else has.
 */
final class Redirected implements CommandExecutor {

    /** A key moves once or twice while it is looked for; more is a cluster that contradicts itself. */
    private static final int MOST_REDIRECTIONS = 5;

    private final ClusterConnectionProvider connections;
    private final Runnable newMaster;

    /** @param newMaster is run when a key has moved to a server that had none before */
    Redirected(ClusterConnectionProvider connections, Runnable newMaster) {
        this.connections = connections;
        this.newMaster = newMaster;
    }

    @Override
    public <T> T executeCommand(CommandObject<T> command) {
        @Nullable JedisRedirectionException last = null;
        for (int sent = 0; sent <= MOST_REDIRECTIONS; sent++) {
            try (Connection connection = connection(command, last)) {
                if (last instanceof JedisAskDataException) {
                    connection.executeCommand(Protocol.Command.ASKING);
                }
                try {
                    return connection.executeCommand(command);
                } catch (JedisMovedDataException e) {
                    renew(e, connection);
                    last = e;
                } catch (JedisAskDataException e) {
                    last = e;
                }
            } catch (JedisConnectionException e) {
                throw last == null ? e : new JedisClusterOperationException("who has the key by now is not there", e);
            }
        }
        throw new JedisClusterOperationException("the cluster's servers send each other's callers around", last);
    }

    private void renew(JedisMovedDataException moved, Connection connection) {
        boolean known =
                connections.getPrimaryNodes().containsKey(moved.getTargetNode().toString());
        connections.renewSlotCache(connection);
        if (!known) {
            newMaster.run();
        }
    }

    private <T> Connection connection(CommandObject<T> command, @Nullable JedisRedirectionException last) {
        return last == null
                ? connections.getConnection(command.getArguments())
                : connections.getConnection(last.getTargetNode());
    }

    @Override
    public void close() {
        connections.close();
    }
}
