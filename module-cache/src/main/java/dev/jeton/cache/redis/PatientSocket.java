package dev.jeton.cache.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A connected socket of which no answer takes longer than the {@link Patience} of who reads it. Its own timeout bounds one read only: a
 * server that sends a byte now and then would hold a caller for minutes. For sockets without TLS only: one read of a TLS socket reads
 * the network as often as it takes to have a whole record, and has no end of its own.
 */
final class PatientSocket extends Socket {

    private final Socket socket;
    private final InputStream in;
    private int timeout;

    private PatientSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.timeout = socket.getSoTimeout();
        this.in = new Patient(socket.getInputStream());
    }

    /** Those of {@code sockets}. Who is in a hurry gets none: looking up a name, connecting and a handshake are bounded by nobody. */
    static JedisSocketFactory of(JedisSocketFactory sockets) {
        return () -> {
            if (Patience.isLimited()) {
                throw new NoneIdle();
            }
            try {
                return new PatientSocket(sockets.createSocket());
            } catch (IOException e) {
                throw new JedisConnectionException(e);
            }
        };
    }

    /** A connection would have to be made first. */
    static final class NoneIdle extends JedisConnectionException {
        private static final long serialVersionUID = 1L;

        NoneIdle() {
            super("no connection is idle");
        }
    }

    private final class Patient extends FilterInputStream {

        Patient(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            await();
            return super.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            await();
            return super.read(into, offset, length);
        }

        private void await() throws IOException {
            int most = timeout == 0 ? Integer.MAX_VALUE : timeout;
            int left = Patience.leftMillis(most);
            if (left == 0) {
                throw new SocketTimeoutException("the answer takes too long");
            }
            socket.setSoTimeout(left == Integer.MAX_VALUE ? 0 : left);
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        timeout = millis;
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public String toString() {
        return socket.toString();
    }
}
