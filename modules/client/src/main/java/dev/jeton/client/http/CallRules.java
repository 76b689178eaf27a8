package dev.jeton.client.http;

import dev.jeton.client.TokenSource;
import java.net.http.HttpClient;
import java.time.Duration;

/**
 * What holds for all calls of one client.
 *
 * @param timeout of an attempt, for requests that name none
 */
record CallRules(TokenSource source, HttpClient http, DeadToken deadToken, Duration timeout, Aftermath aftermath) {}
