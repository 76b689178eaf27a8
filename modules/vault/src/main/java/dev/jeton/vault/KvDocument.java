package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One path of the engine as it was read. What is there may be a document, a tombstone (what is forgotten), a version that
 * somebody deleted, or nothing; the last three hold no data, and only the last has no version.
 */
final class KvDocument implements AutoCloseable {

    private static final String FORGOTTEN = "forgotten";

    private final VaultAnswer answer;
    private final long version;
    private final Json.@Nullable Members dataOrNull;

    /** Takes over {@code answer}. */
    KvDocument(VaultAnswer answer, long version, Json.@Nullable Members dataOrNull) {
        this.answer = answer;
        this.version = version;
        this.dataOrNull = dataOrNull;
    }

    /** What stands where something is forgotten. */
    static Json.Members tombstone() {
        return new Json.Members(Map.of(FORGOTTEN, new Json.Plain("true")));
    }

    private static boolean isTombstone(Json.Members data) {
        return data.members().size() == 1 && data.isTrue(FORGOTTEN);
    }

    /** What a write has to name; 0 = there never was anything. */
    long version() {
        return version;
    }

    /** The members; still owned by this document. */
    Optional<Json.Members> data() {
        return Optional.ofNullable(dataOrNull).filter(data -> !isTombstone(data));
    }

    /** The members that are strings, numbers or truth values, as text. */
    Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        data().ifPresent(data -> data.members().forEach((name, value) -> {
            String text = Json.text(value);
            if (!text.isEmpty() && !value.equals(new Json.Plain("null"))) {
                texts.put(name, text);
            }
        }));
        return texts;
    }

    /**
     * When this was read, by Vault's clock.
     *
     * @throws StoreUnavailable if Vault did not say: this process's clock is no substitute
     */
    Instant storeTime() {
        Instant storeTime = answer.storeTimeOrNull();
        if (storeTime == null) {
            throw new StoreUnavailable("Vault's answer has no date, so its time is not known", null);
        }
        return storeTime;
    }

    @Override
    public void close() {
        answer.close();
    }

    @Override
    public String toString() {
        return "KvDocument[version " + version + "]";
    }
}
