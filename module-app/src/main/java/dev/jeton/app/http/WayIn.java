package dev.jeton.app.http;

/** What a request passes first: who asks, and whether they may. */
record WayIn(CallerGate gate, Door door) {}
