package dev.jeton.client.http;

/** What is remembered and told of tokens that were refused. */
record Aftermath(FutileReplacements futile, CallEvents events) {}
