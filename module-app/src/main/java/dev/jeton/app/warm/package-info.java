/** What is brought into the cache before anybody asks for it. */
package dev.jeton.app.warm;
