package dev.jeton.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The neighbours that are simulated; what faults and the ledger are kept by. */
public enum Service {
    /** Genesys Cloud login: the token endpoint of every region. */
    GENESYS,
    /** The Genesys Cloud platform API, where a token proves itself. */
    GENESYS_API,
    /** Meta's Graph API, as WhatsApp uses it. */
    GRAPH,
    /** The service that keeps the tenants' credentials. */
    TENANT_SERVICE,
    /** The token endpoints of declared OAuth 2.0 providers. */
    OAUTH,
    /** The APIs of declared OAuth 2.0 providers, where a token proves itself. */
    OAUTH_API,
    /** Qontak's token endpoint. */
    QONTAK,
    /** Qontak's API, where a token proves itself. */
    QONTAK_API;

    /** The name as it stands in a path, {@code tenant-service}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Service> of(String label) {
        return Arrays.stream(values())
                .filter(service -> service.label().equals(label))
                .findFirst();
    }
}
