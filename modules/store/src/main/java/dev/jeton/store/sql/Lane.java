package dev.jeton.store.sql;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** On which thread a database is spoken to. */
interface Lane extends AutoCloseable {

    <T> T run(Callable<T> call) throws SQLException;

    @Override
    void close();

    /** On the caller's: for what waits on a socket, which costs a virtual thread nothing. */
    static Lane ofTheCaller() {
        return new OfTheCaller();
    }

    /**
     * One call after the other, on a platform thread of their own: for SQLite, whose native code would keep the carrier of a
     * virtual thread while it waits for the disk or for another process, and who has one writer anyway.
     *
     * @param patience after which a caller goes away; what it asked for is then not begun, or done unheard
     */
    static Lane ofOneThread(Duration patience) {
        return new OfOneThread(patience);
    }

    /** See {@link #ofTheCaller}. */
    record OfTheCaller() implements Lane {
        @Override
        public <T> T run(Callable<T> call) throws SQLException {
            try {
                return call.call();
            } catch (Exception e) {
                throw asSql(e);
            }
        }

        @Override
        public void close() {
            // Nothing of its own.
        }
    }

    /** See {@link #ofOneThread}. */
    record OfOneThread(ExecutorService thread, Duration patience) implements Lane {
        OfOneThread(Duration patience) {
            this(
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("jeton-store").factory()),
                    patience);
        }

        @Override
        public <T> T run(Callable<T> call) throws SQLException {
            try {
                return await(thread.submit(call));
            } catch (RejectedExecutionException e) {
                throw new SQLException("the store is closed", e);
            }
        }

        private <T> T await(Future<T> answer) throws SQLException {
            try {
                return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                answer.cancel(false);
                throw new SQLTimeoutException("no answer within " + patience, e);
            } catch (InterruptedException e) {
                answer.cancel(false);
                Thread.currentThread().interrupt();
                throw new SQLException("interrupted while waiting for the database", e);
            } catch (ExecutionException e) {
                throw asSql(e.getCause() == null ? e : e.getCause());
            }
        }

        @Override
        public void close() {
            thread.shutdown();
            try {
                boolean unused = thread.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SQLException asSql(Throwable failure) {
        return switch (failure) {
            case SQLException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new SQLException(failure);
        };
    }
}
