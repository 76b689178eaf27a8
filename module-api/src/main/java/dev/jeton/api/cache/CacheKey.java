package dev.jeton.api.cache;

import java.util.Optional;

/**
 * The name of a cached value: a space and the parts after it, joined by colons. No part holds a colon, so no two lists of
 * parts are spelled alike; none holds what a pattern or a cluster's hash tag is made of.
 */
public record CacheKey(String name) {

    private static final int MAX_LENGTH = 512;

    /** @throws IllegalArgumentException if {@code name} is in no space, or holds what no part may; it is not repeated */
    public CacheKey {
        if (!isKey(name)) {
            throw new IllegalArgumentException("a cache key must begin with one of our prefixes, have at most "
                    + MAX_LENGTH + " characters, and be of visible ASCII without * ? [ ] { } \\");
        }
    }

    /** The key of these {@code parts} in {@code space}. */
    public static CacheKey of(CacheSpace space, String... parts) {
        for (String part : parts) {
            if (part.isEmpty() || part.indexOf(':') >= 0) {
                throw new IllegalArgumentException("a part of a cache key must not be empty and must hold no colon");
            }
        }
        return new CacheKey(space.prefix() + String.join(":", parts));
    }

    /** The key that others call {@code name}; empty where it is none of ours. */
    public static Optional<CacheKey> named(String name) {
        return isKey(name) ? Optional.of(new CacheKey(name)) : Optional.empty();
    }

    private static boolean isKey(String name) {
        return name.length() <= MAX_LENGTH && CacheSpace.of(name).isPresent() && isSpelled(name);
    }

    private static boolean isSpelled(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || "*?[]{}\\".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return name;
    }
}
