/** The routes of first-party tokens, sessions and signing keys, and of validation. */
package dev.jeton.app.http.identity;
