package dev.jeton.app.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link CallersFile} that cannot be used; every wrong thing in it has its sentence, and no sentence holds a value. */
public final class WrongCallers extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    WrongCallers(List<String> sentences) {
        super(String.join("; ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    WrongCallers(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentences = List.of(sentence);
    }

    public List<String> sentences() {
        return sentences;
    }
}
