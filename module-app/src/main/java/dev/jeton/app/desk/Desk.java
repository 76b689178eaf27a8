package dev.jeton.app.desk;

/** Where an operator changes what is kept: the store itself, or a broker that runs. */
public interface Desk extends AutoCloseable {
    ConnectionDesk connections();

    CredentialDesk credentials();

    KeyDesk keys();

    @Override
    void close();
}
