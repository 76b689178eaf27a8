package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class GrantWalkTest {

    private static final List<HostAndPort> MASTERS =
            List.of(new HostAndPort("a", 1), new HostAndPort("b", 1), new HostAndPort("c", 1));
    private static final HostAndPort NEWCOMER = new HostAndPort("d", 1);
    private static final int SCANS = 7;

    @Test
    @DisplayName("43 a grant that moves between two servers while all are gone through is met, and once")
    void movingGrant() {
        int checked = 0;
        List<HostAndPort> targets = new ArrayList<>(MASTERS);
        targets.add(NEWCOMER);
        for (HostAndPort from : MASTERS) {
            for (HostAndPort to : targets) {
                for (int moment = 0; moment < SCANS; moment++) {
                    assertThat(walked(new OneGrant(from, to, moment)))
                            .as("from %s to %s before scan %d", from, to, moment)
                            .containsExactly(TokenKey.of("qontak", "acme"));
                    checked++;
                }
            }
        }
        System.out.printf("43 a moving grant is met once: %d checked, 0 violated%n", checked);
    }

    @Test
    @DisplayName("43 while no server is known a list fails, and is not empty")
    void nobodyKnown() {
        OneGrant nobody = new OneGrant(NEWCOMER, NEWCOMER, 0);
        nobody.known.clear();

        assertThatThrownBy(() -> walked(nobody)).isInstanceOf(StoreUnavailable.class);
    }

    private static List<TokenKey> walked(OneGrant redis) {
        List<TokenKey> met = new ArrayList<>();
        new GrantWalk(redis, "g:").keys(met::addAll);
        return met;
    }

    /** Servers with one grant between them, which moves just before one of the scans. */
    private static final class OneGrant implements GrantDriver {

        private final Set<HostAndPort> known = new HashSet<>(MASTERS);
        private final HostAndPort to;
        private final int moment;
        private HostAndPort at;
        private int scans;

        OneGrant(HostAndPort from, HostAndPort to, int moment) {
            this.at = from;
            this.to = to;
            this.moment = moment;
        }

        @Override
        public Set<HostAndPort> masters() {
            return Set.copyOf(known);
        }

        @Override
        public Page scan(HostAndPort master, String cursor, String glob) {
            if (scans++ == moment) {
                known.add(to);
                at = to;
            }
            return new Page(master.equals(at) ? List.of("g:acme") : List.of(), Page.START);
        }

        @Override
        public List<Look> look(List<String> keys) {
            throw new UnsupportedOperationException("nobody looks");
        }

        @Override
        public Optional<Revision> replace(String key, Revision expected, byte[] next) {
            throw new UnsupportedOperationException("nobody writes");
        }

        @Override
        public boolean remove(String key, Revision expected) {
            throw new UnsupportedOperationException("nobody removes");
        }
    }
}
