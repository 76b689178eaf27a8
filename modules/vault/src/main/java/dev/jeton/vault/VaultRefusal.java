package dev.jeton.vault;

import dev.jeton.api.TokenException.StoreUnavailable;

/** What an answer that is none means, in a sentence that says what to look at. It quotes nothing of what Vault said. */
final class VaultRefusal {

    private VaultRefusal() {}

    static StoreUnavailable of(VaultAnswer answer) {
        return new StoreUnavailable(sentence(answer) + " (status " + answer.status() + ")", null);
    }

    private static String sentence(VaultAnswer answer) {
        return switch (answer.status()) {
            case 301, 302, 303, 307, 308 ->
                "Vault's node stands by and names another, where the token is not sent: the address must be one that"
                        + " leads to the active node";
            case 400 -> "Vault cannot do what it was asked";
            case 403 -> "Vault refuses the token, or its policy does not allow this";
            case 404 -> "Vault has no KV engine at the mount path";
            case 405 -> "Vault's engine at the mount path is no KV engine of version 2";
            case 412 -> "Vault's node is behind the others";
            case 429 -> "Vault asks for a pause, or its node stands by";
            case 472, 473 -> "Vault's node is a replica or stands by";
            case 501 -> "Vault is not initialized";
            case 503 -> answer.hasError("sealed") ? "Vault is sealed" : "Vault is sealed or in maintenance";
            default -> "Vault failed";
        };
    }
}
