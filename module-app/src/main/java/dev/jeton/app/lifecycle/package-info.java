/** How parts of the process end. */
package dev.jeton.app.lifecycle;
