package dev.jeton.testkit.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What goes wrong on the way between a client and a server. */
public sealed interface Fault {

    /** A fault that happens to one exchange, and so can happen just once. */
    sealed interface Event extends Fault {}

    /** Nothing. */
    record None() implements Fault {}

    /** Whatever is sent arrives {@code by} later, in each direction. */
    record Delay(Duration by) implements Fault {}

    /** Answers come one byte per {@code interval}. */
    record Drip(Duration interval) implements Fault {}

    /** Connections are reset (a real RST), those that exist and those that are made. */
    record Reset() implements Fault {}

    /** The connection is reset as soon as something the client sent has gone on to the server. */
    record ResetAfterRequest() implements Event {}

    /** The server gets the request and answers, but the connection is closed instead of the answer. */
    record DropAnswer() implements Event {}

    /**
     * Connections are made and stay, and nothing arrives any more. What was sent is held and goes on, in order, when the
     * fault is over: as packets that are repeated until the cable is back, for TCP never loses bytes in the middle.
     */
    record HalfOpen() implements Fault {}

    /** The server gets the request; the client gets {@code bytes} instead of its answer, and the connection is closed. */
    record Garbage(String bytes) implements Event {

        /** @param bytes one character a byte (ISO 8859-1) */
        public Garbage {
            if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(bytes)) {
                throw new IllegalArgumentException("garbage is bytes: characters up to U+00FF");
            }
        }
    }

    /** Nobody listens: connecting is refused, and connections that exist are reset. */
    record Refuse() implements Fault {}
}
