package dev.jeton.api.grant;

import java.util.Locale;

/** What may be done with a grant's refresh token. */
public sealed interface GrantState {
    /** It may be claimed. */
    record Active() implements GrantState {}

    /** Somebody has the right to spend it, and may have spent it. */
    record Claimed(Claim claim) implements GrantState {}

    /** It is dead: a person must connect again. */
    record ReauthorizationRequired() implements GrantState {}

    /** The names by which stores and operators know them. */
    enum Name {
        ACTIVE,
        CLAIMED,
        REAUTHORIZATION_REQUIRED;

        /** @throws IllegalArgumentException if there is no such state */
        public static Name parse(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    default Name name() {
        return switch (this) {
            case Active() -> Name.ACTIVE;
            case Claimed claimed -> Name.CLAIMED;
            case ReauthorizationRequired() -> Name.REAUTHORIZATION_REQUIRED;
        };
    }
}
