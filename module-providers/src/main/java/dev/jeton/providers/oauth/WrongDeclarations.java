package dev.jeton.providers.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@link ProvidersFile} that cannot be used; every wrong thing in it has its sentence. */
public final class WrongDeclarations extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    WrongDeclarations(List<String> sentences, @Nullable Throwable cause) {
        super(String.join("; ", sentences), cause);
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
