package dev.jeton.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256 in Galois/Counter Mode, with a nonce of 96 bits and a tag of 128. A key class of our own, because the one of the
 * JDK cannot be destroyed; what a cipher derives from the key stays in memory until the garbage collector takes it.
 */
final class AesKey implements SecretKey {

    private static final long serialVersionUID = 1L;

    static final int LENGTH = 32;
    static final int NONCE_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final transient byte[] bytes;
    private boolean destroyed;

    /** @param bytes {@link #LENGTH} of them, which belong to this key from now on */
    AesKey(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] encrypt(byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not encrypt", e);
        }
    }

    /** What was encrypted; empty unless all three are as they were then. */
    Optional<byte[]> decrypt(byte[] nonce, byte[] associated, byte[] ciphertext) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce, associated).doFinal(ciphertext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not decrypt", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, this, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    @Override
    public String getAlgorithm() {
        return "AES";
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    /** A copy for the cipher, which wipes it. Never one that is half overwritten: everybody knows the key of zeroes. */
    @Override
    public synchronized byte[] getEncoded() {
        if (destroyed) {
            throw new IllegalStateException("the key has been wiped");
        }
        return bytes.clone();
    }

    @Override
    public synchronized void destroy() {
        destroyed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    @Override
    public String toString() {
        return "AesKey[***]";
    }
}
