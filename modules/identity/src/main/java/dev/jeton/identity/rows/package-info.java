/** First-party rows: how they are written as JSON, under which keys the cache has them, and how they are read through it. */
package dev.jeton.identity.rows;
