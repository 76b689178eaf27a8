package dev.jeton.store.grants;

import dev.jeton.api.TokenKey;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.grant.GrantFields;
import dev.jeton.api.port.Unopenable;
import java.time.Instant;
import java.util.Map;

/**
 * A row of the table, its tokens still sealed.
 *
 * @param fields as {@link GrantFields} knows them; what is NULL is not among them
 * @param storeTime when it was read, by the database's clock
 */
record GrantRow(TokenKey key, String revision, Map<String, String> fields, Instant storeTime) {

    Grant opened(GrantFields format) throws Unopenable {
        return format.read(key, fields, storeTime);
    }

    @Override
    public String toString() {
        return "GrantRow[" + key + " " + revision + "]";
    }
}
