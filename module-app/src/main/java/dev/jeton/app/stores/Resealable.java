package dev.jeton.app.stores;

import dev.jeton.api.port.Resealing;

/**
 * A part of what is kept for good that can be sealed again.
 *
 * @param name as people call it
 */
public record Resealable(String name, Resealing resealing) {}
