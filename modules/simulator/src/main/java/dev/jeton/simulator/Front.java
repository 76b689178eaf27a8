package dev.jeton.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.jeton.simulator.Call.Outcome;
import dev.jeton.simulator.Call.Sent;
import dev.jeton.simulator.request.Malformed;
import dev.jeton.simulator.request.Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The door that every request comes through: find the service, enter the call, take the fault, answer. */
final class Front implements HttpHandler {

    private final Map<String, Backend> backends;
    private final Admin admin;
    private final Faults faults;
    private final Ledger ledger;
    private final Stage stage;

    /** What a call happens in. */
    record Stage(InstantSource clock, Closing closing) {}

    @FunctionalInterface
    private interface Sending {
        void run() throws IOException;
    }

    Front(Map<String, Backend> backends, Admin admin, Faults faults, Ledger ledger, Stage stage) {
        this.backends = backends;
        this.admin = admin;
        this.faults = faults;
        this.ledger = ledger;
        this.stage = stage;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = Request.read(exchange);
        Wire wire = new Wire(exchange, stage.closing());
        String prefix = request.path().split("/", 3).length > 1 ? request.path().split("/", 3)[1] : "";
        Backend backend = backends.get(prefix);
        if (backend != null) {
            serve(backend, request, wire);
        } else {
            wire.send(admin.answer(request), () -> {});
        }
    }

    private void serve(Backend backend, Request request, Wire wire) throws IOException {
        String tenant = tenantOf(backend, request);
        Ledger.Entry entry = ledger.enter(backend.service(), tenant, sent(request));
        try {
            Optional<Fault> fault = faults.take(backend.service(), tenant);
            play(fault, () -> work(backend, request), wire, entry);
        } finally {
            entry.end(Outcome.BROKEN, 0);
        }
    }

    /** An exception is how the server is told to close a connection without an answer. */
    private void play(Optional<Fault> fault, Supplier<Answer> work, Wire wire, Ledger.Entry entry) throws IOException {
        if (fault.isEmpty()) {
            reply(wire, work.get(), entry);
            return;
        }
        switch (fault.get()) {
            case Fault.Latency(var delay) -> {
                if (stage.closing().cameWithin(delay)) {
                    throw new IOException("closed while delaying");
                }
                reply(wire, work.get(), entry);
            }
            case Fault.Status(var answer) -> reply(wire, answer, entry);
            case Fault.Hang() -> {
                stage.closing().await();
                throw ended(entry, Outcome.HUNG);
            }
            case Fault.Reset() -> throw ended(entry, Outcome.RESET);
            case Fault.LostAnswer(var how) -> lose(how, work.get(), wire, entry);
            case Fault.Drip(var pause) -> {
                Answer answer = work.get();
                arriving(answer, () -> wire.drip(answer, pause, () -> entry.answered(answer.status())));
            }
            case Fault.Flood(var bytes) -> wire.flood(bytes, () -> entry.answered(200));
        }
    }

    private static void reply(Wire wire, Answer answer, Ledger.Entry entry) throws IOException {
        arriving(answer, () -> wire.send(answer, () -> entry.answered(answer.status())));
    }

    /** What the kernel took and nobody read counts as arrived; it cannot be known here. */
    private static void arriving(Answer answer, Sending sending) throws IOException {
        try {
            sending.run();
        } catch (IOException e) {
            answer.lose();
            throw e;
        }
    }

    private void lose(Fault.Loss how, Answer answer, Wire wire, Ledger.Entry entry) throws IOException {
        answer.lose();
        if (how == Fault.Loss.HUNG) {
            stage.closing().await();
        }
        entry.end(Outcome.LOST, answer.status());
        if (how == Fault.Loss.CUT) {
            wire.sendHalf(answer);
        }
        throw new IOException("answer thrown away on purpose");
    }

    private static IOException ended(Ledger.Entry entry, Outcome outcome) {
        entry.end(outcome, 0);
        return new IOException(outcome + " on purpose");
    }

    private static Answer work(Backend backend, Request request) {
        if (request.isTooLarge()) {
            return backend.refuse(413, "the body is larger than 64 KiB");
        }
        try {
            return backend.answer(request);
        } catch (Malformed e) {
            return backend.refuse(400, e.why());
        }
    }

    private static String tenantOf(Backend backend, Request request) {
        try {
            return backend.tenantOf(request);
        } catch (Malformed e) {
            return Call.UNKNOWN_TENANT;
        }
    }

    private Sent sent(Request request) {
        return new Sent(
                request.method(),
                request.path(),
                request.first("Authorization").map(Front::scheme).orElse(""),
                request.first("X-Correlation-ID").orElse(""),
                stage.clock().instant());
    }

    private static String scheme(String authorization) {
        String first = authorization.split(" ", 2)[0];
        // Whatever is no scheme that we know may be a secret whose scheme was forgotten.
        return first.equalsIgnoreCase("Basic") || first.equalsIgnoreCase("Bearer") ? first : "other";
    }
}
