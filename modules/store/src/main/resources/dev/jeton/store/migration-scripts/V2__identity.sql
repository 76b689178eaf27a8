-- First-party tokens and keys, a table for each kind of dev.jeton.api.identity. Of a token there is the hash alone. Moments are
-- milliseconds since 1970; expires_at is NULL where there is no end, ended_at until a row is used up or revoked.
CREATE TABLE api_tokens (
    -- In which order rows came: of two that were made in one millisecond, the later one is the newer one.
    place      ${counter},
    id         TEXT   NOT NULL UNIQUE,
    user_id    TEXT   NOT NULL,
    hash       TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    -- What it permits, one word a line.
    actions    TEXT   NOT NULL,
    types      TEXT   NOT NULL,
    tenants    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    ended_at   BIGINT
);
CREATE INDEX api_tokens_of_user ON api_tokens (user_id, created_at, place);
CREATE INDEX api_tokens_expiring ON api_tokens (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX api_tokens_ended ON api_tokens (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE verification_tokens (
    place      ${counter},
    id         TEXT   NOT NULL UNIQUE,
    user_id    TEXT   NOT NULL,
    type       TEXT   NOT NULL,
    hash       TEXT   NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    ended_at   BIGINT
);
CREATE INDEX verification_tokens_of_user ON verification_tokens (user_id, created_at, place);
CREATE INDEX verification_tokens_expiring ON verification_tokens (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX verification_tokens_ended ON verification_tokens (ended_at) WHERE ended_at IS NOT NULL;

-- Which kinds of addresses of users were proven, and when last. Outlives the tokens that proved them.
CREATE TABLE proven_addresses (
    user_id   TEXT   NOT NULL,
    type      TEXT   NOT NULL,
    proven_at BIGINT NOT NULL,
    PRIMARY KEY (user_id, type)
);

CREATE TABLE refresh_tokens (
    place      ${counter},
    id         TEXT    NOT NULL UNIQUE,
    user_id    TEXT    NOT NULL,
    session    TEXT    NOT NULL,
    hash       TEXT    NOT NULL UNIQUE,
    -- Whether it has a successor. Such a row stays until it has expired, so that a second use is known for what it is.
    used       BOOLEAN NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT,
    ended_at   BIGINT
);
CREATE INDEX refresh_tokens_of_user ON refresh_tokens (user_id, created_at, place);
CREATE INDEX refresh_tokens_of_session ON refresh_tokens (session);
CREATE INDEX refresh_tokens_expiring ON refresh_tokens (expires_at) WHERE expires_at IS NOT NULL;
CREATE INDEX refresh_tokens_ended ON refresh_tokens (ended_at) WHERE ended_at IS NOT NULL AND NOT used;

-- So few that they need no index.
CREATE TABLE jwt_keys (
    place          ${counter},
    id             TEXT   NOT NULL UNIQUE,
    algorithm      TEXT   NOT NULL,
    public_jwk     TEXT   NOT NULL,
    -- In base64url.
    sealed_private TEXT   NOT NULL,
    signs_from     BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT,
    ended_at       BIGINT
);
