/**
 * Libraries that a Java user would otherwise take for cached tokens, each set up to do as nearly the same as Jeton does: the
 * token of one of many tenants, from memory. None of them is asked to fetch during a measurement.
 */
@NullMarked
package dev.jeton.bench.peer;

import org.jspecify.annotations.NullMarked;
