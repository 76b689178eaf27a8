package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A fault as people write it: {@code {"fault":"latency","millis":800}}, {@code
 * {"fault":"status","status":429,"retryAfter":"5"}}, {@code hang}, {@code reset}, {@code lost-answer} with a {@code how} of
 * {@code closed}, {@code hung} or {@code cut}, {@code drip} with {@code millis} between bytes, {@code flood} with {@code bytes}; and with {@code "calls":3} for so many calls only.
 *
 * @param calls 0 = until it is cleared
 */
record FaultOrder(Fault fault, int calls) {

    private static final int LONGEST_MILLIS = 3_600_000;

    /** @throws Malformed naming the member that is wrong */
    static FaultOrder read(JsonNode order) {
        return new FaultOrder(
                fault(order), order.has("calls") ? Members.number(order, "calls", 1, Integer.MAX_VALUE) : 0);
    }

    void apply(Faults faults, Service service, String tenant) {
        if (calls == 0) {
            faults.set(service, tenant, fault);
        } else {
            faults.setForNext(calls, service, tenant, fault);
        }
    }

    private static Fault fault(JsonNode order) {
        return switch (Members.text(order, "fault", "")) {
            case "latency" -> new Fault.Latency(millis(order));
            case "drip" -> new Fault.Drip(millis(order));
            case "status" -> Fault.answer(status(order));
            case "hang" -> new Fault.Hang();
            case "reset" -> new Fault.Reset();
            case "lost-answer" -> new Fault.LostAnswer(loss(order));
            case "flood" -> new Fault.Flood(Members.number(order, "bytes", 1, Integer.MAX_VALUE));
            default -> throw new Malformed("fault must be latency, drip, status, hang, reset, lost-answer or flood");
        };
    }

    private static Fault.Loss loss(JsonNode order) {
        return switch (Members.text(order, "how", "closed")) {
            case "closed" -> Fault.Loss.CLOSED;
            case "hung" -> Fault.Loss.HUNG;
            case "cut" -> Fault.Loss.CUT;
            default -> throw new Malformed("how must be closed, hung or cut");
        };
    }

    private static Answer status(JsonNode order) {
        int status = Members.number(order, "status", 200, 599);
        byte[] body = Members.text(order, "body", "{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8);
        Answer answer = Answer.raw(status, header(order, "contentType", "application/json"), body);
        return order.has("retryAfter") ? answer.withHeader("Retry-After", header(order, "retryAfter", "")) : answer;
    }

    private static Duration millis(JsonNode order) {
        return Duration.ofMillis(Members.number(order, "millis", 1, LONGEST_MILLIS));
    }

    private static String header(JsonNode order, String member, String otherwise) {
        String value = Members.text(order, member, otherwise);
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new Malformed(member + " must be visible ASCII");
        }
        return value;
    }
}
