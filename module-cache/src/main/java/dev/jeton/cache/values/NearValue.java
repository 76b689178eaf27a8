package dev.jeton.cache.values;

import dev.jeton.api.cache.ValueFormat;
import java.util.Optional;

/**
 * A value that this process holds decoded, with all that a read has to know of it worked out beforehand.
 *
 * @param format by which it was decoded
 * @param from milliseconds of the wall clock: before where it is kept was asked
 * @param until when it is no longer believed
 * @param epoch in which it was read
 * @param weight 1 for each KiB begun that it has where it is kept
 */
record NearValue(Optional<?> value, ValueFormat<?> format, long from, long until, long epoch, int weight) {

    private static final int KIB = 1024;

    static int weightOf(int length) {
        return 1 + length / KIB;
    }

    /**
     * Whether it may be given to whoever reads by {@code wanted}. By the wall clock alone, in both directions: after it was
     * set, or after the machine has slept, the shared state is asked again.
     */
    boolean isBelieved(ValueFormat<?> wanted, long now, long currentEpoch) {
        return epoch == currentEpoch && now >= from && now < until && format.equals(wanted);
    }

    /** The value, for whoever reads by the format that it was decoded with. */
    @SuppressWarnings("unchecked")
    <T> Optional<T> as(ValueFormat<T> same) {
        return (Optional<T>) value;
    }

    /** Nothing of it. */
    @Override
    public String toString() {
        return "NearValue";
    }
}
