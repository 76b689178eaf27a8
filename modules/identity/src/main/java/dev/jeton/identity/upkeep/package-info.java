/** What is done now and then to all rows: cleaned up, warmed up, exported and imported. */
package dev.jeton.identity.upkeep;
