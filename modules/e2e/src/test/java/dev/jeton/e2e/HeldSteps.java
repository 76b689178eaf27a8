package dev.jeton.e2e;

import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands still on the thread that goes a step, exactly there, as long as a file by the tenant's name holds the name of that
 * step; and says so in one line. What is killed meanwhile was killed at that step.
 */
final class HeldSteps implements TokenEvents {

    private static final long POLL_NANOS = 1_000_000;

    private final Path orders;

    HeldSteps(Path orders) {
        this.orders = orders;
    }

    @Override
    public void on(TokenEvent event) {
        switch (event) {
            case TokenEvent.GrantStepped e ->
                pass(e.key().tenant().value(), e.step().name());
            case TokenEvent.Published e -> pass(e.key().tenant().value(), Holds.PUBLISHED);
            default -> {}
        }
    }

    private void pass(String tenant, String step) {
        Path order = orders.resolve(tenant);
        if (!isHeld(order, step)) {
            return;
        }
        System.out.println(Holds.line(tenant, step));
        while (isHeld(order, step)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static boolean isHeld(Path order, String step) {
        try {
            return Files.readString(order).equals(step);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
