package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.TokenException.InvalidRequest;
import dev.jeton.api.TokenException.ReauthorizationRequired;
import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Secret;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.fake.FixedCredentials;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeedingTest {
    private final RotationWorld world = new RotationWorld();

    private RotationProcess seededBy(String home, Secret token) {
        return world.process(home, Seeds.of(RotationWorld.KEY, token));
    }

    @Test
    @DisplayName("C-06 an empty store without a seed means that nobody has connected the tenant")
    void nothing() {
        assertThatThrownBy(() -> world.process("home").refresh()).isInstanceOf(CredentialsNotFound.class);
    }

    @Test
    @DisplayName("C-06 an empty store is seeded from the environment")
    void empty() {
        RotationProcess process = seededBy("home", world.provider.connect("acme"));
        process.refreshed();
        assertThat(process.steps()).startsWith(Step.SEEDED);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-06 an empty store is seeded from the refresh token among the tenant's credentials")
    void fromCredentials() {
        String token = world.provider.connect("acme").reveal(String::new);
        FixedCredentials credentials = new FixedCredentials(Map.of("refreshToken", token));
        RotationProcess process = new RotationProcess(world, "home", new MapJournal(), Seeds.none(), credentials);
        process.refreshed();
        world.assertUnharmed();
        credentials.assertAllWiped();
    }

    @Test
    @DisplayName("C-06 what the store holds wins over the environment, before and after a restart")
    void storeWins() {
        Secret first = world.provider.connect("acme");
        seededBy("home", first).refreshed();
        for (int restart = 0; restart < 3; restart++) {
            seededBy("home", first).refreshed();
        }
        assertThat(world.stored()).isEqualTo("5 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-06 fault 15 a changed environment token does not replace a living connection")
    void livingStays() {
        world.connect();
        RotationProcess process = seededBy("home", Secret.of("c4nary-another"));
        process.refreshed();
        assertThat(process.steps()).doesNotContain(Step.SEEDED);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-06 fault 15 a changed environment token replaces a dead connection; an unchanged one does not")
    void deadIsReplaced() {
        Secret first = world.provider.connect("acme");
        RotationProcess process = seededBy("home", first);
        process.refreshed();
        world.provider.revoke("acme");
        assertThatThrownBy(process::refresh).isInstanceOf(ReauthorizationRequired.class);
        assertThat(seededBy("home", first).refresh()).as("unchanged").isEmpty();
        assertThat(world.stored()).isEqualTo("2 reauthorization_required");
        seededBy("home", world.provider.connect("acme")).refreshed();
        assertThat(world.stored()).isEqualTo("4 active");
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-10 two processes whose environments name different dead tokens do not try them in turns for ever")
    void inTurns() {
        Secret older = world.provider.connect("acme");
        world.provider.revoke("acme");
        Secret newer = world.provider.connect("acme");
        world.provider.revoke("acme");
        RotationProcess one = seededBy("one", older);
        RotationProcess two = seededBy("two", newer);
        for (int i = 0; i < 20; i++) {
            for (RotationProcess each : List.of(one, two)) {
                try {
                    each.refresh();
                } catch (ReauthorizationRequired e) {
                    // As it should be, a few times.
                }
            }
        }
        assertThat(world.provider.ledger()).hasSizeLessThan(5);
    }

    @Test
    @DisplayName("C-06 fault 14 processes that seed the same empty store at once seed it once")
    void together() {
        Secret first = world.provider.connect("acme");
        List<RotationProcess> many =
                IntStream.range(0, 8).mapToObj(i -> seededBy("home" + i, first)).toList();
        Burst.of(8, i -> many.get(i).refresh()).orFail();
        assertThat(many.stream().flatMap(process -> process.steps().stream()).filter(Step.SEEDED::equals))
                .hasSize(1);
        world.assertUnharmed();
    }

    @Test
    @DisplayName("C-08 a store that cannot be asked is never taken for an empty one")
    void awayIsNotEmpty() {
        RotationProcess process = seededBy("home", world.provider.connect("acme"));
        process.store.breakDown();
        assertThatThrownBy(process::refresh).isInstanceOf(StoreUnavailable.class);
        assertThat(process.steps()).isEmpty();
    }

    @Test
    @DisplayName(
            "C-06 a command replaces a living connection when it is told to, and not when it is told to make a new one")
    void commands() {
        world.connect();
        Connections connections = Connections.of(world.store, TokenEvents.NO_OP);
        Secret brought = world.provider.connect("acme");
        assertThatThrownBy(() -> connections.importNew(RotationWorld.KEY, brought))
                .isInstanceOf(InvalidRequest.class);
        connections.replace(RotationWorld.KEY, brought);
        assertThat(world.stored()).isEqualTo("2 active");
        world.assertUnharmed();
        assertThat(connections.forget(RotationWorld.KEY)).isTrue();
        assertThat(connections.forget(RotationWorld.KEY)).isFalse();
        connections.importNew(RotationWorld.KEY, brought);
        assertThat(world.stored()).isEqualTo("1 active");
    }
}
