package dev.jeton.app.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings as written: from the environment, which wins, and from a file. An empty value is as good as none. */
final class SettingTexts {

    private final Map<SettingKey, String> texts = new EnumMap<>(SettingKey.class);

    private SettingTexts() {}

    /** @param problems receives a sentence for everything that is wrong */
    static SettingTexts read(Map<String, String> environment, @Nullable Path file, List<String> problems) {
        SettingTexts settings = new SettingTexts();
        if (file != null) {
            settings.readFile(file, problems);
        }
        for (SettingKey key : SettingKey.values()) {
            settings.put(key, environment.getOrDefault(key.name(), ""));
        }
        return settings;
    }

    private void readFile(Path file, List<String> problems) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add(file + ": cannot be read as a settings file");
            return;
        }
        for (String line : new TreeSet<>(lines.stringPropertyNames())) {
            Optional<SettingKey> key = SettingKey.ofFileKey(line);
            key.ifPresentOrElse(known -> put(known, lines.getProperty(line)), () -> problems.add(unknown(file, line)));
        }
    }

    private static String unknown(Path file, String line) {
        return file + ": unknown setting " + line.replaceAll("[^A-Za-z0-9._-]", "?");
    }

    private void put(SettingKey key, String value) {
        if (!value.isBlank()) {
            texts.put(key, value.strip());
        }
    }

    /** The text that holds for {@code key}, its default included. */
    Optional<String> text(SettingKey key) {
        return Optional.ofNullable(texts.get(key)).or(key::defaultText);
    }

    boolean isWritten(SettingKey key) {
        return texts.containsKey(key);
    }
}
