/** Benchmarks of what the Redis package keeps to itself; on the class path, where a package may be shared. */
@NullMarked
package dev.jeton.cache.redis;

import org.jspecify.annotations.NullMarked;
