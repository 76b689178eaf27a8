/** What a signed token is (RFC 7515, 7517, 7518), how its signature is made and checked, and by which rules it is judged. */
package dev.jeton.identity.jose;
