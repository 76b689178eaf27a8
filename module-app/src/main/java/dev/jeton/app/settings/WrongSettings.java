package dev.jeton.app.settings;

import java.util.List;

/** The process cannot start with these settings; every wrong one has its sentence, and no sentence holds a value. */
public final class WrongSettings extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> sentences;

    public WrongSettings(List<String> sentences) {
        super(String.join("; ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    public List<String> sentences() {
        return sentences;
    }
}
