/** How costs grow with tokens, callers and tenants: the curves from which {@code docs/scale.md} sizes a fleet. */
@NullMarked
package dev.jeton.bench.growth;

import org.jspecify.annotations.NullMarked;
