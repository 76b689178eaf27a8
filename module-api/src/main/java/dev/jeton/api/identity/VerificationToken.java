package dev.jeton.api.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A token that is sent to a user to prove something once; its life ends when it is consumed. */
public record VerificationToken(RowId id, UserId user, Type type, TokenHash hash, Life life) implements IdentityRow {

    /** What it proves. */
    public enum Type {
        /** That mail to this address reaches the user. */
        EMAIL,
        /** That messages to this number do. */
        PHONE,
        /** That whoever asks may choose a new password. */
        PASSWORD_RESET;

        /** As it is spelled outside, in lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one with this label. */
        public static Optional<Type> of(String label) {
            return Stream.of(values())
                    .filter(type -> type.label().equals(label))
                    .findFirst();
        }
    }

    /** The same with another life. */
    public VerificationToken with(Life changed) {
        return new VerificationToken(id, user, type, hash, changed);
    }
}
