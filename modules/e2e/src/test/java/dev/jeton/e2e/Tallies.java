package dev.jeton.e2e;

import java.util.List;

/** The invariants that a storm must not break. */
record Tallies(
        Tally lockouts, Tally spends, Tally generations, Tally tenants, Tally expiry, Tally answers, Tally journal) {

    static Tallies none() {
        return new Tallies(
                new Tally("I1 no tenant is locked out by us"),
                new Tally("I2 no refresh token is spent twice by us"),
                new Tally("I3 generations only grow"),
                new Tally("I4 no token of another tenant"),
                new Tally("I5 no expired token"),
                new Tally("I8 a typed answer to every request"),
                new Tally("I9 what was journaled is told at the next start"));
    }

    List<Tally> all() {
        return List.of(lockouts, spends, generations, tenants, expiry, answers, journal);
    }
}
