package dev.jeton.cache.values;

import java.time.Duration;

/** What one look at a key showed. */
sealed interface Reading<T> {

    /** A value, and how long it is still kept; it takes so many bytes there. */
    record Present<T>(T value, Duration left, int length) implements Reading<T> {}

    /** Nothing. */
    record Absent<T>() implements Reading<T> {}

    /** Somebody asks the source just now. */
    record Marked<T>() implements Reading<T> {}

    /** Something that nobody can read, as good as nothing. */
    record Unreadable<T>() implements Reading<T> {}
}
