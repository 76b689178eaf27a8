/** The packaged product among its neighbours, seen from outside only. */
@NullMarked
package dev.jeton.e2e;

import org.jspecify.annotations.NullMarked;
