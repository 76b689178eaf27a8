package dev.jeton.cache;

import dev.jeton.api.time.TimeSource;
import dev.jeton.crypto.EncryptionKey;

/** Keys to seal with, as settings write them. */
final class NewKey {

    private NewKey() {}

    /** A new key that goes by {@code id}. */
    static String named(String id) {
        String line = EncryptionKey.generate(TimeSource.system()).reveal(String::new);
        return id + line.substring(line.indexOf(':'));
    }
}
