package dev.jeton.e2e;

import dev.jeton.api.Freshness;
import dev.jeton.api.TokenAnswer;
import dev.jeton.api.TokenException;
import dev.jeton.api.TokenRequest;
import dev.jeton.api.event.TokenEvent;
import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.ServiceFactory;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures how long an answer is in hand and nowhere else: from the moment that it is read to the moment that it is durable.
 * Beside each of these it measures what this disk takes for a few kilobytes at that time. Prints both in microseconds.
 */
public final class AnswerWindow implements TokenEvents {

    static final int REFRESHES = 300;

    private static final int WARM_UP = 100;
    private static final int WRITTEN = 8 * 1024;

    private final List<Long> windows = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> syncs = new ArrayList<>();
    private volatile long answered;

    private AnswerWindow() {}

    /** @param arguments the tenant */
    public static void main(String[] arguments) throws Exception {
        new AnswerWindow().run(SettingsReader.read(System.getenv(), null), arguments[0]);
    }

    @Override
    public void on(TokenEvent event) {
        if (event instanceof TokenEvent.GrantStepped(var key, var generation, var step)) {
            if (step == Step.ANSWERED) {
                answered = System.nanoTime();
            } else if (step == Step.COMMITTED) {
                windows.add(System.nanoTime() - answered);
            }
        }
    }

    private void run(Settings settings, String tenant) throws Exception {
        Path file = settings.rotating().dataDirectory().resolve("beside");
        try (ServiceFactory factory = new ServiceFactory(settings, TimeSource.system(), this);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            TokenRequest forced = TokenRequest.of("qontak", tenant).with(new Freshness.Forced());
            // Now and then a demand is so close behind the one before that it is answered from the cache.
            while (windows.size() < WARM_UP + REFRESHES) {
                refresh(factory, forced);
                syncs.add(sync(channel));
            }
        }
        print("window", windows);
        print("fsync", syncs);
    }

    private static void refresh(ServiceFactory factory, TokenRequest forced) {
        try {
            TokenAnswer unused = factory.services().tokens().getToken(forced);
        } catch (TokenException.StoreUnavailable e) {
            // A machine so busy that a neighbour was late; nothing was sent.
        }
    }

    private static long sync(FileChannel channel) throws IOException {
        long started = System.nanoTime();
        int written = channel.write(ByteBuffer.allocate(WRITTEN), channel.size());
        channel.force(false);
        return written == WRITTEN ? System.nanoTime() - started : Long.MAX_VALUE;
    }

    private static void print(String what, List<Long> nanos) {
        List<Long> sorted =
                nanos.subList(WARM_UP, nanos.size()).stream().sorted().toList();
        System.out.printf(
                "%s of %d p50 %d us p99 %d us%n", what, sorted.size(), micros(sorted, 50), micros(sorted, 99));
    }

    private static long micros(List<Long> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100) / 1000;
    }
}
