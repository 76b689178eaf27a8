package dev.jeton.crypto;

import dev.jeton.api.time.TimeSource;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rings of new keys with chosen ids. */
final class SomeKeyRings {

    private SomeKeyRings() {}

    /** An entry of ENCRYPTION_KEYS: a new key that goes by {@code id}. */
    static String entry(String id) {
        String line = EncryptionKey.generate(TimeSource.system()).reveal(String::new);
        return id + line.substring(line.indexOf(':'));
    }

    static KeyRing ring(String... entries) {
        return KeyRing.parse(Stream.of(entries).collect(Collectors.joining(",")));
    }

    static String base64(int length) {
        return Base64.getEncoder().encodeToString(new byte[length]);
    }
}
