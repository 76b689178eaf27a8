package dev.jeton.crypto;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Seals with the first of its keys and opens with all of them, so that keys rotate while everything runs: put a key in
 * front, let the values be written anew, take the old one away. Closing overwrites the keys.
 *
 * <p>Every value has a random nonce of 96 bits. Two that are alike become thinkable after 2^32 values under one key (NIST SP
 * 800-38D, 8.3): a thousand a second for 49 days. Whoever writes that much rotates more often.
 */
public final class KeyRing implements Sealer, AutoCloseable {

    /** Longer values are not sealed: {@link #open} reads no more than that. */
    public static final int LONGEST_PLAIN = 64 * 1024;

    private final SecureRandom random = new SecureRandom();
    private final EncryptionKey newest;
    private final Map<String, EncryptionKey> keys;

    private KeyRing(List<EncryptionKey> keys) {
        Map<String, EncryptionKey> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        this.newest = keys.getFirst();
        this.keys = Collections.unmodifiableMap(byId);
    }

    /**
     * The ring that {@code kid:base64 of 32 bytes,kid2:…} describes, the first key being the one that seals. A kid has 1 to
     * 64 characters of {@code A-Za-z0-9._-}; base64 is the standard one, padded.
     *
     * @throws IllegalArgumentException if it is anything else; the message counts the keys and repeats nothing of them
     */
    public static KeyRing parse(String text) {
        List<EncryptionKey> keys = new ArrayList<>();
        try {
            for (String entry : text.split(",", -1)) {
                add(entry.strip(), keys);
            }
            return new KeyRing(keys);
        } catch (IllegalArgumentException e) {
            keys.forEach(EncryptionKey::close);
            throw e;
        }
    }

    private static void add(String entry, List<EncryptionKey> keys) {
        int ordinal = keys.size() + 1;
        EncryptionKey key = EncryptionKey.parse(entry, ordinal);
        for (int earlier = 0; earlier < keys.size(); earlier++) {
            if (keys.get(earlier).id().equals(key.id())) {
                key.close();
                throw new IllegalArgumentException("keys " + (earlier + 1) + " and " + ordinal + " have the same kid");
            }
        }
        keys.add(key);
    }

    /** @throws IllegalArgumentException if {@code plain} is longer than {@link #LONGEST_PLAIN} */
    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        if (plain.length > LONGEST_PLAIN) {
            throw new IllegalArgumentException("too long to be sealed");
        }
        byte[] nonce = new byte[AesKey.NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] ciphertext = newest.aes().encrypt(nonce, associated(newest, label), plain);
        return new Envelope(newest.id(), nonce, ciphertext).toBytes();
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        Envelope envelope = Envelope.read(sealed);
        EncryptionKey key = keys.get(envelope.keyId());
        if (key == null) {
            throw new Unopenable("unknown key id");
        }
        return key.aes()
                .decrypt(envelope.nonce(), associated(key, label), envelope.ciphertext())
                .orElseThrow(() -> new Unopenable("changed, or sealed for another label or with another key"));
    }

    private static byte[] associated(EncryptionKey key, SealLabel label) {
        return AssociatedData.of(Envelope.VERSION, key.id(), label);
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        try {
            return Envelope.read(sealed).keyId().equals(newest.id());
        } catch (Unopenable e) {
            return false;
        }
    }

    /** Overwrites the keys; more than once does no harm. Whoever seals or opens afterwards is told so by an exception. */
    @Override
    public void close() {
        keys.values().forEach(EncryptionKey::close);
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
