package dev.jeton.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.simulator.request.Malformed;

/** The members of an order, read without guessing. */
final class Members {

    private Members() {}

    /** @throws Malformed if the member is no whole number in this range, or missing */
    static int number(JsonNode order, String member, int least, int most) {
        JsonNode node = order.path(member);
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw new Malformed(member + " must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** @throws Malformed if the member is there and no string */
    static String text(JsonNode order, String member, String otherwise) {
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
