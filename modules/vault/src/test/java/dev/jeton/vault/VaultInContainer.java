package dev.jeton.vault;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** A real Vault in its development mode, unsealed and in memory, where a Docker engine answers. */
final class VaultInContainer implements AutoCloseable {

    static final String TOKEN = "c4nary-root";

    private static final int PORT = 8200;

    private final GenericContainer<?> container;

    private VaultInContainer(GenericContainer<?> container) {
        this.container = container;
        container.start();
    }

    static VaultInContainer start() {
        return new VaultInContainer(new GenericContainer<>(DockerImageName.parse("hashicorp/vault:1.20"))
                .withEnv("VAULT_DEV_ROOT_TOKEN_ID", TOKEN)
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/v1/sys/health").forPort(PORT)));
    }

    /** Whether a Docker engine answers. */
    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    URI address() {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    public void close() {
        container.stop();
    }
}
