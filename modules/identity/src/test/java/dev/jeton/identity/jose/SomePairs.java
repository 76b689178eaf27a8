package dev.jeton.identity.jose;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs for tests; some take long to make, so each is made once. */
public final class SomePairs {

    private static final Map<String, SigningKey> PAIRS = new ConcurrentHashMap<>();

    private SomePairs() {}

    /** The one of this algorithm and id, the same every time. */
    public static SigningKey pair(SignatureAlgorithm algorithm, String id) {
        return PAIRS.computeIfAbsent(algorithm + " " + id, unused -> SigningKey.generate(algorithm, id));
    }

    /** A key set of their public halves. */
    public static String keySet(SigningKey... pairs) {
        StringBuilder keys = new StringBuilder("{\"keys\":[");
        for (SigningKey pair : pairs) {
            keys.append(keys.length() > 9 ? "," : "").append(pair.publicJwk());
        }
        return keys.append("]}").toString();
    }
}
