package dev.jeton.identity.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.IdentityRow;
import dev.jeton.api.identity.JwtKey;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.TokenHash;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;

/** The four kinds as JSON: in the cache, and in an export. Values of tokens are in none of them. */
final class RowFormats {

    static final RowJson<ApiToken> API_TOKEN = RowJson.of(RowFormats::write, RowFormats::apiToken);
    static final RowJson<VerificationToken> VERIFICATION_TOKEN =
            RowJson.of(RowFormats::write, RowFormats::verificationToken);
    static final RowJson<RefreshToken> REFRESH_TOKEN = RowJson.of(RowFormats::write, RowFormats::refreshToken);
    static final RowJson<JwtKey> JWT_KEY = RowJson.of(RowFormats::write, RowFormats::jwtKey);

    private static final String ID = "id";
    private static final String USER = "userId";
    private static final String HASH = "hash";
    private static final String NAME = "name";
    private static final String ACTIONS = "actions";
    private static final String TYPES = "types";
    private static final String TENANTS = "tenants";
    private static final String TYPE = "type";
    private static final String SESSION = "sessionId";
    private static final String USED = "used";
    private static final String ALGORITHM = "algorithm";
    private static final String PUBLIC = "publicJwk";
    private static final String PRIVATE = "sealedPrivate";
    private static final String SIGNS_FROM = "signsFrom";

    private RowFormats() {}

    private static void writeRow(IdentityRow row, ObjectNode json) {
        json.put(ID, row.id().value());
        Members.put(json, row.life());
    }

    private static void write(ApiToken token, ObjectNode json) {
        writeRow(token, json);
        json.put(USER, token.user().value()).put(HASH, token.hash().value()).put(NAME, token.name());
        Members.put(json, ACTIONS, token.permissions().actions());
        Members.put(json, TYPES, token.permissions().types());
        Members.put(json, TENANTS, token.permissions().tenants());
    }

    private static ApiToken apiToken(JsonNode json) {
        return new ApiToken(
                id(json),
                user(json),
                hash(json),
                Members.text(json, NAME),
                new Permissions(Members.words(json, ACTIONS), Members.words(json, TYPES), Members.words(json, TENANTS)),
                Members.life(json));
    }

    private static void write(VerificationToken token, ObjectNode json) {
        writeRow(token, json);
        json.put(USER, token.user().value())
                .put(HASH, token.hash().value())
                .put(TYPE, token.type().label());
    }

    private static VerificationToken verificationToken(JsonNode json) {
        VerificationToken.Type type =
                VerificationToken.Type.of(Members.text(json, TYPE)).orElseThrow(() -> Members.wrong(TYPE));
        return new VerificationToken(id(json), user(json), type, hash(json), Members.life(json));
    }

    private static void write(RefreshToken token, ObjectNode json) {
        writeRow(token, json);
        json.put(USER, token.user().value())
                .put(HASH, token.hash().value())
                .put(SESSION, token.session().value())
                .put(USED, token.used());
    }

    private static RefreshToken refreshToken(JsonNode json) {
        RowId session = new RowId(Members.text(json, SESSION));
        return new RefreshToken(
                id(json), user(json), session, hash(json), Members.flag(json, USED), Members.life(json));
    }

    private static void write(JwtKey key, ObjectNode json) {
        writeRow(key, json);
        json.put(ALGORITHM, key.algorithm())
                .put(PUBLIC, key.publicJwk())
                .put(PRIVATE, key.sealedPrivate())
                .put(SIGNS_FROM, key.signsFrom().toEpochMilli());
    }

    private static JwtKey jwtKey(JsonNode json) {
        return new JwtKey(
                id(json),
                Members.text(json, ALGORITHM),
                Members.text(json, PUBLIC),
                Members.text(json, PRIVATE),
                Members.moment(json, SIGNS_FROM),
                Members.life(json));
    }

    private static RowId id(JsonNode json) {
        return new RowId(Members.text(json, ID));
    }

    private static UserId user(JsonNode json) {
        return new UserId(Members.text(json, USER));
    }

    private static TokenHash hash(JsonNode json) {
        return new TokenHash(Members.text(json, HASH));
    }
}
