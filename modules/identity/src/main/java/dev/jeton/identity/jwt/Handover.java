package dev.jeton.identity.jwt;

/** When a new key takes over. */
public enum Handover {
    /** After it was published for a while, so that whoever caches key sets knows it by then. */
    PUBLISHED_FIRST,
    /** Now: there is nothing else to sign with, or the old key must not sign any more. Others may have to fetch the key set. */
    AT_ONCE
}
