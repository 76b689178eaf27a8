-- Connections whose refresh tokens rotate: one column for each field of dev.jeton.api.grant.GrantFields, the tokens sealed.
CREATE TABLE grants (
    provider       TEXT   NOT NULL,
    tenant         TEXT   NOT NULL,
    -- Names this state of the row, at random, so that none comes twice.
    revision       TEXT   NOT NULL,
    refresh_token  TEXT   NOT NULL,
    access_token   TEXT,
    -- Seconds since 1970, as is issued_at.
    expires_at     BIGINT,
    issued_at      BIGINT,
    generation     BIGINT NOT NULL,
    family         TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    claim_owner    TEXT,
    -- Milliseconds since 1970, by the clock of this database.
    claim_deadline BIGINT,
    last_error     TEXT,
    PRIMARY KEY (provider, tenant)
);

-- What tenants gave us to prove themselves: all fields in one sealed value.
CREATE TABLE credentials (
    provider TEXT    NOT NULL,
    tenant   TEXT    NOT NULL,
    sealed   ${bytes} NOT NULL,
    PRIMARY KEY (provider, tenant)
);
