/** Our own JWTs: the keys that sign them and how they follow each other, issuing, validating, and the published key set. */
package dev.jeton.identity.jwt;
