/** What happens when there are many: callers, tenants, tokens, processes. Each class is one measurement. */
@NullMarked
package dev.jeton.bench.scale;

import org.jspecify.annotations.NullMarked;
