package dev.jeton.api;

/** A token with its schedule: what the shared state holds under one {@link TokenKey}. */
public record TokenEntry(AccessToken token, Schedule schedule) {}
