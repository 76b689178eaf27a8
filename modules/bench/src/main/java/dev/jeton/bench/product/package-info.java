/** The packaged product and what it runs with, started as a user would start them. */
@NullMarked
package dev.jeton.bench.product;

import org.jspecify.annotations.NullMarked;
