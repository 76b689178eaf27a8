package dev.jeton.api.cache;

/**
 * What became of reads in one process since its start; those that failed are nowhere.
 *
 * @param near answered from its own memory
 * @param shared answered from the shared state
 * @param missed found nothing in either
 * @param held how many values its memory holds just now, roughly
 */
public record CacheUsage(long near, long shared, long missed, long held) {

    static final CacheUsage NONE = new CacheUsage(0, 0, 0, 0);
}
