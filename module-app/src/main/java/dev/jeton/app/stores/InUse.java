package dev.jeton.app.stores;

import java.io.IOException;

/** Another process has the data directory. */
public final class InUse extends IOException {
    private static final long serialVersionUID = 1L;

    InUse(String message) {
        super(message);
    }
}
