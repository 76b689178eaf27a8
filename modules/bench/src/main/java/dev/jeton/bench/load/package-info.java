/** Load over HTTP: what to ask, how to ask it as fast as possible, and how to compare two answers fairly. */
@NullMarked
package dev.jeton.bench.load;

import org.jspecify.annotations.NullMarked;
