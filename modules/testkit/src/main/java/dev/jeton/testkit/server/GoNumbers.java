package dev.jeton.testkit.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * What becomes of the numbers in a document that Vault stores: it reads them as 64-bit floats before it answers with them,
 * so integers above 2^53 come back as others.
 */
final class GoNumbers {

    private GoNumbers() {}

    /** A copy of {@code document} with its numbers as Vault gives them back. */
    static JsonNode in(JsonNode document) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        document.properties().forEach(member -> copy.set(member.getKey(), value(member.getValue())));
        return copy;
    }

    private static JsonNode value(JsonNode value) {
        if (value.isNumber()) {
            // The shortest digits that mean this float, filled up with zeros, as Go prints it.
            return DecimalNode.valueOf(new BigDecimal(new BigDecimal(Double.toString(value.doubleValue()))
                    .stripTrailingZeros()
                    .toPlainString()));
        }
        return value.isObject() ? in(value) : value.deepCopy();
    }
}
