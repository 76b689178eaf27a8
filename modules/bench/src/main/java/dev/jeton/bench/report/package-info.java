/** What a measurement leaves behind: a table for people, its CSV, and drawings of the CSVs. */
@NullMarked
package dev.jeton.bench.report;

import org.jspecify.annotations.NullMarked;
