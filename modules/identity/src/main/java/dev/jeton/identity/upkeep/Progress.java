package dev.jeton.identity.upkeep;

/** Hears how far a long piece of work has come. */
@FunctionalInterface
public interface Progress {

    /** So many are done by now; how many there are in all nobody knows. */
    void done(long count);

    /** Hears nothing. */
    Progress SILENT = count -> {};
}
