package dev.jeton.app.settings;

import dev.jeton.identity.IdentitySettings;
import dev.jeton.identity.jose.SignatureAlgorithm;
import dev.jeton.identity.jwt.JwtKeySettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what first-party tokens and the JWTs that we sign are like. */
final class IdentityReader {

    private static final Duration LONGEST_ACCESS = JwtKeySettings.defaults().longestToken();
    private static final Duration SHORTEST_ROTATION = Duration.ofHours(2);
    private static final int LONGEST_NAME = 200;

    private final SettingParser parser;

    IdentityReader(SettingParser parser) {
        this.parser = parser;
    }

    IdentitySettings read() {
        JwtKeySettings usual = JwtKeySettings.defaults();
        Duration rotateAfter = atLeast(SettingKey.JWT_KEY_ROTATE_AFTER, SHORTEST_ROTATION, usual.rotateAfter());
        SignatureAlgorithm algorithm =
                parser.required(SettingKey.JWT_ALGORITHM, IdentityReader::algorithm, usual.algorithm());
        JwtKeySettings keys = new JwtKeySettings(
                algorithm, rotateAfter, usual.publishAhead(), usual.longestToken(), usual.cachedFor());
        @Nullable
        String audience =
                parser.optional(SettingKey.JWT_AUDIENCE, IdentityReader::name).orElse(null);
        return new IdentitySettings(
                keys,
                parser.required(SettingKey.JWT_ISSUER, IdentityReader::name, IdentitySettings.DEFAULT.issuer()),
                audience,
                accessToken(),
                parser.positiveDuration(SettingKey.SESSION_TTL),
                parser.duration(SettingKey.IDENTITY_RETENTION),
                IdentitySettings.DEFAULT.keysBelieved());
    }

    private Duration accessToken() {
        Duration ttl = parser.positiveDuration(SettingKey.ACCESS_TOKEN_TTL);
        if (ttl.compareTo(LONGEST_ACCESS) > 0) {
            parser.problem(SettingKey.ACCESS_TOKEN_TTL, "must be a day at most: signing keys are trusted no longer");
            return LONGEST_ACCESS;
        }
        return ttl;
    }

    private Duration atLeast(SettingKey key, Duration shortest, Duration fallback) {
        Duration given = parser.positiveDuration(key);
        if (given.compareTo(shortest) < 0) {
            parser.problem(key, "must be two hours at least: a key is published an hour before it signs");
            return fallback;
        }
        return given;
    }

    /** The three that the contract names; of others we only check tokens. */
    private static SignatureAlgorithm algorithm(String text) {
        return switch (text) {
            case "ES256" -> SignatureAlgorithm.ES256;
            case "RS256" -> SignatureAlgorithm.RS256;
            case "EdDSA" -> SignatureAlgorithm.EDDSA;
            default -> throw new IllegalArgumentException("must be ES256, RS256 or EdDSA");
        };
    }

    private static String name(String text) {
        if (text.length() > LONGEST_NAME || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("must be at most " + LONGEST_NAME + " visible ASCII characters");
        }
        return text;
    }
}
