/** JWTs of other issuers: who is believed, where their keys are fetched, and how seldom. */
package dev.jeton.identity.issuers;
