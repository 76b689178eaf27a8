package dev.jeton.cache;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server from an image, where a Docker engine answers. */
final class ServerInContainer implements AutoCloseable {

    private static final int PORT = 6379;

    private final GenericContainer<?> container;

    private ServerInContainer(GenericContainer<?> container) {
        this.container = container;
        container.start();
    }

    static ServerInContainer of(String image) {
        return new ServerInContainer(new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(PORT));
    }

    /** Whether a Docker engine answers. */
    static boolean isPossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    URI uri() {
        return URI.create("redis://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }

    @Override
    public void close() {
        container.stop();
    }
}
