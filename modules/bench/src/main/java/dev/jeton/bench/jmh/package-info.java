/** What the code costs inside one process, measured with JMH. */
@NullMarked
package dev.jeton.bench.jmh;

import org.jspecify.annotations.NullMarked;
