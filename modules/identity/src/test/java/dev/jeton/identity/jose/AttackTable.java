package dev.jeton.identity.jose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tokens of which none may be accepted (fault 102). Most are signed with the very key that is trusted, for a check that looks at
 * nothing but the signature must fall as well.
 */
public final class AttackTable {

    /** One attempt. */
    public record Attack(String name, String token) {}

    private final SigningKey trusted;
    private final Map<String, String> header;
    private final Map<String, String> claims;
    private final String accepted;
    private final List<Attack> attacks = new ArrayList<>();

    /**
     * @param header of a token that is accepted: members with values as JSON writes them
     * @param claims the same
     */
    public AttackTable(SigningKey trusted, Map<String, String> header, Map<String, String> claims) {
        this.trusted = trusted;
        this.header = header;
        this.claims = claims;
        this.accepted = Forge.signed(trusted, Forge.json(header), Forge.json(claims));
        new HeaderAttacks(this).add();
        new KeyAttacks(this).add();
        new ClaimAttacks(this).add();
        new SpellingAttacks(this).add();
        new SignatureAttacks(this).add();
    }

    /** All of them. */
    public List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    /** The one that is accepted, so that a test can know that the others fail for what they are. */
    public String accepted() {
        return accepted;
    }

    SigningKey trusted() {
        return trusted;
    }

    /** Another pair of the same kind: what somebody has who knows all but the private half. */
    SigningKey attacker() {
        return SomePairs.pair(trusted.algorithm(), "attacker");
    }

    /** As JSON writes it. */
    String headerKeyId() {
        return header.getOrDefault("kid", "\"\"");
    }

    String header() {
        return Forge.json(header);
    }

    String claims() {
        return Forge.json(claims);
    }

    String headerWith(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return Forge.json(changed);
    }

    String headerWithout(String name) {
        Map<String, String> changed = new LinkedHashMap<>(header);
        changed.remove(name);
        return Forge.json(changed);
    }

    String claimsWith(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return Forge.json(changed);
    }

    String claimsWithout(String name) {
        Map<String, String> changed = new LinkedHashMap<>(claims);
        changed.remove(name);
        return Forge.json(changed);
    }

    long claim(String name) {
        return Long.parseLong(claims.getOrDefault(name, "0"));
    }

    void token(String name, String token) {
        attacks.add(new Attack(name, token));
    }

    /** With the trusted key's own signature. */
    void signed(String name, String header, String payload) {
        token(name, Forge.signed(trusted, header, payload));
    }

    void signed(String name, byte[] header, byte[] payload) {
        token(name, Forge.signed(trusted, header, payload));
    }

    /** The accepted one, its parts changed. */
    void changed(String name, Consumer<String[]> change) {
        String[] parts = accepted().split("\\.", -1);
        change.accept(parts);
        token(name, String.join(".", parts));
    }
}
