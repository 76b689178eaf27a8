package dev.jeton.app.desk;

/** Where an operator changes what is kept: the store itself, or a broker that runs. */
public interface Desk extends AutoCloseable {
    ConnectionDesk connections();

    CredentialDesk credentials();

    KeyDesk keys();

    /** Makes the next key that signs our JWTs, which is published before it signs; its {@code kid}. */
    String rotateSigningKey();

    @Override
    void close();
}
