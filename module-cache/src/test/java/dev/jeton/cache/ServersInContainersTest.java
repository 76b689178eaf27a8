package dev.jeton.cache;

import dev.jeton.api.port.LockRepository;
import dev.jeton.api.port.SharedState;
import dev.jeton.api.port.TokenRepository;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.contract.ChangeWatchContract;
import dev.jeton.testkit.contract.LockRepositoryContract;
import dev.jeton.testkit.contract.TokenRepositoryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

@DisplayName("The servers of today keep the contracts as well")
@EnabledIf(
        value = "dev.jeton.cache.ServerInContainer#isPossible",
        disabledReason = "no Docker engine answers, so redis:8 and valkey/valkey:8 cannot be started;"
                + " the same contracts run against the embedded Redis")
class ServersInContainersTest {

    @Nested
    @DisplayName("redis:8")
    class RedisEight {

        private static ServerInContainer server;
        private static WatchedState state;

        @BeforeAll
        static void start() {
            server = ServerInContainer.of("redis:8");
            state = WatchedState.patient(server.uri());
        }

        @AfterAll
        static void stop() {
            state.close();
            server.close();
        }

        @Nested
        @DisplayName("tokens")
        class Tokens extends TokenRepositoryContract {
            @Override
            protected TokenRepository repository() {
                return state.tokens();
            }

            @Override
            protected TimeSource time() {
                return TimeSource.system();
            }
        }

        @Nested
        @DisplayName("changes")
        class Changes extends ChangeWatchContract {
            @Override
            protected SharedState state() {
                return state.shared();
            }
        }

        @Nested
        @DisplayName("B-07 locks")
        class Locks extends LockRepositoryContract {
            @Override
            protected LockRepository repository() {
                return state.locks();
            }

            @Override
            protected TimeSource time() {
                return TimeSource.system();
            }
        }
    }

    @Nested
    @DisplayName("valkey/valkey:8")
    class ValkeyEight {

        private static ServerInContainer server;
        private static WatchedState state;

        @BeforeAll
        static void start() {
            server = ServerInContainer.of("valkey/valkey:8");
            state = WatchedState.patient(server.uri());
        }

        @AfterAll
        static void stop() {
            state.close();
            server.close();
        }

        @Nested
        @DisplayName("tokens")
        class Tokens extends TokenRepositoryContract {
            @Override
            protected TokenRepository repository() {
                return state.tokens();
            }

            @Override
            protected TimeSource time() {
                return TimeSource.system();
            }
        }

        @Nested
        @DisplayName("changes")
        class Changes extends ChangeWatchContract {
            @Override
            protected SharedState state() {
                return state.shared();
            }
        }

        @Nested
        @DisplayName("B-07 locks")
        class Locks extends LockRepositoryContract {
            @Override
            protected LockRepository repository() {
                return state.locks();
            }

            @Override
            protected TimeSource time() {
                return TimeSource.system();
            }
        }
    }
}
