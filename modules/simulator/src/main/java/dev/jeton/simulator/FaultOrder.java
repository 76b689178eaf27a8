package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A fault as people write it: {@code {"fault":"latency","millis":800}}, {@code
 * {"fault":"status","status":429,"retryAfter":"5"}}, {@code hang}, {@code reset}, {@code lost-answer}, {@code drip} with
 * {@code millis} between bytes, {@code flood} with {@code bytes}; and with {@code "calls":3} for so many calls only.
 *
 * @param calls 0 = until it is cleared
 */
record FaultOrder(Fault fault, int calls) {

    private static final int LONGEST_MILLIS = 3_600_000;

    /** @throws Malformed naming the member that is wrong */
    static FaultOrder read(JsonNode order) {
        return new FaultOrder(fault(order), order.has("calls") ? number(order, "calls", 1, Integer.MAX_VALUE) : 0);
    }

    void apply(Faults faults, Service service, String tenant) {
        if (calls == 0) {
            faults.set(service, tenant, fault);
        } else {
            faults.setForNext(calls, service, tenant, fault);
        }
    }

    private static Fault fault(JsonNode order) {
        return switch (text(order, "fault", "")) {
            case "latency" -> new Fault.Latency(millis(order));
            case "drip" -> new Fault.Drip(millis(order));
            case "status" -> Fault.answer(status(order));
            case "hang" -> new Fault.Hang();
            case "reset" -> new Fault.Reset();
            case "lost-answer" -> new Fault.LostAnswer();
            case "flood" -> new Fault.Flood(number(order, "bytes", 1, Integer.MAX_VALUE));
            default -> throw new Malformed("fault must be latency, drip, status, hang, reset, lost-answer or flood");
        };
    }

    private static Answer status(JsonNode order) {
        int status = number(order, "status", 200, 599);
        byte[] body = text(order, "body", "{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8);
        Answer answer = Answer.raw(status, header(order, "contentType", "application/json"), body);
        return order.has("retryAfter") ? answer.withHeader("Retry-After", header(order, "retryAfter", "")) : answer;
    }

    private static Duration millis(JsonNode order) {
        return Duration.ofMillis(number(order, "millis", 1, LONGEST_MILLIS));
    }

    private static int number(JsonNode order, String member, int least, int most) {
        JsonNode node = order.path(member);
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw new Malformed(member + " must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    private static String header(JsonNode order, String member, String otherwise) {
        String value = text(order, member, otherwise);
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new Malformed(member + " must be visible ASCII");
        }
        return value;
    }

    private static String text(JsonNode order, String member, String otherwise) {
        JsonNode node = order.path(member);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isTextual()) {
            throw new Malformed(member + " must be a string");
        }
        return node.textValue();
    }
}
