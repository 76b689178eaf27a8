package dev.jeton.app.audit;

import dev.jeton.api.TokenException.StoreUnavailable;

/** Where it is recorded who was handed what, or refused it, or has changed something. */
public interface Audit extends AutoCloseable {

    /**
     * Before something is done that will have to be recorded.
     *
     * @throws StoreUnavailable if it could not be recorded just now, and must be
     */
    void admit();

    /**
     * Records; when it returns, the answer may be given.
     *
     * @throws StoreUnavailable if it could not be recorded, and must be: then the answer may not be given
     */
    void record(AuditRecord record);

    @Override
    void close();

    /** One that records nothing. */
    static Audit off() {
        return new Audit() {
            @Override
            public void admit() {}

            @Override
            public void record(AuditRecord record) {}

            @Override
            public void close() {}

            @Override
            public String toString() {
                return "Audit[off]";
            }
        };
    }
}
