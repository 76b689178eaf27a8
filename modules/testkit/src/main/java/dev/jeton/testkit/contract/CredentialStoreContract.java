package dev.jeton.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.CorrelationId;
import dev.jeton.api.TokenKey;
import dev.jeton.api.port.CredentialStore;
import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.Deadline;
import dev.jeton.api.time.TimeSource;
import dev.jeton.testkit.concurrent.Burst;
import dev.jeton.testkit.secret.Canaries;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CredentialStore} keeps. All tests may share one server, for each has keys of its own.
 *
 * <p>Test methods are public so that they can be called where this module is on the module path.
 */
public abstract class CredentialStoreContract {

    private static final String AWKWARD = "\u00e4\u6f22\ud83d\udd11 '\"\\{}\r\n\t;--";

    private final TokenKey key = SomeKeys.fresh();

    protected CredentialStoreContract() {}

    /** The store under test; the same one for the length of a test. */
    protected abstract CredentialStore store();

    /** The same store as another process has it. */
    protected abstract CredentialStore another();

    @Test
    public void whereNothingIsThereNothingIsFound() {
        assertThat(found(store(), key)).isEmpty();
        assertThat(store().delete(key)).isFalse();
        assertThat(store().list()).doesNotContain(key);
    }

    @Test
    public void allFieldsComeBackAsTheyWerePut() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("clientId", aSecret());
        fields.put("clientSecret", aSecret() + AWKWARD);
        fields.put("a name of its own \u6f22", "x".repeat(5_000));
        put(store(), key, fields);

        assertThat(found(store(), key)).contains(fields);
        assertThat(found(another(), key)).contains(fields);
    }

    @Test
    public void whatIsPutReplacesAllThatWasThere() {
        put(store(), key, Map.of("clientId", "id", "clientSecret", aSecret()));
        Map<String, String> next = Map.of("accessToken", aSecret());

        put(another(), key, next);

        assertThat(found(store(), key)).contains(next);
    }

    @Test
    public void whatIsDeletedIsGone() {
        put(store(), key, Map.of("clientSecret", aSecret()));

        assertThat(another().delete(key)).isTrue();

        assertThat(found(store(), key)).isEmpty();
        assertThat(store().list()).doesNotContain(key);
        assertThat(store().delete(key)).isFalse();
    }

    @Test
    public void theCallerStillOwnsWhatItPutAndWhatItFound() {
        Map<String, String> fields = Map.of("clientSecret", aSecret());
        try (Credentials mine = credentials(fields)) {
            store().put(key, mine);
            assertThat(said(mine)).isEqualTo(fields);
        }
        assertThat(found(store(), key)).contains(fields);
        assertThat(found(store(), key)).as("after the first were closed").contains(fields);
    }

    @Test
    public void keysThatLookAlikeAreIndependent() {
        Map<TokenKey, Map<String, String>> all = new LinkedHashMap<>();
        SomeKeys.alikeAndFresh().forEach(alike -> all.put(alike, Map.of("clientSecret", aSecret())));
        all.forEach((alike, fields) -> put(store(), alike, fields));

        all.forEach((alike, fields) ->
                assertThat(found(another(), alike)).as("I4 those of %s", alike).contains(fields));
        assertThat(store().list().stream().filter(all::containsKey).toList())
                .containsExactlyInAnyOrderElementsOf(all.keySet());
    }

    @Test
    public void ofThoseWhoPutAtOnceOneIsWhole() {
        List<Map<String, String>> put = Burst.of(8, i -> {
                    Map<String, String> fields = Map.of("clientId", "id-" + i, "clientSecret", aSecret());
                    put(i % 2 == 0 ? store() : another(), key, fields);
                    return fields;
                })
                .orFail();

        assertThat(found(store(), key)).isPresent().get().isIn(put);
    }

    private static String aSecret() {
        return Canaries.MARKER + "-" + UUID.randomUUID();
    }

    private static void put(CredentialStore store, TokenKey key, Map<String, String> fields) {
        try (Credentials credentials = credentials(fields)) {
            store.put(key, credentials);
        }
    }

    private static Optional<Map<String, String>> found(CredentialStore store, TokenKey key) {
        Deadline soon = Deadline.in(Duration.ofSeconds(30), TimeSource.system());
        return store.find(key, CorrelationId.random(), soon).map(credentials -> {
            try (credentials) {
                return said(credentials);
            }
        });
    }

    private static Credentials credentials(Map<String, String> fields) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        fields.forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return new Credentials(secrets);
    }

    private static Map<String, String> said(Credentials credentials) {
        Map<String, String> fields = new LinkedHashMap<>();
        credentials
                .names()
                .forEach(name ->
                        credentials.secret(name).ifPresent(value -> fields.put(name, value.reveal(String::new))));
        return fields;
    }
}
