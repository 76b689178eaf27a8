package dev.jeton.app.settings;

import dev.jeton.api.time.Durations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Turns texts into values and gathers what is wrong instead of stopping at the first. */
final class SettingParser {

    private final SettingTexts texts;
    private final List<String> problems;

    SettingParser(SettingTexts texts, List<String> problems) {
        this.texts = texts;
        this.problems = new ArrayList<>(problems);
    }

    /** Whether it is written anywhere, or has a default. */
    boolean isSet(SettingKey key) {
        return texts.text(key).isPresent();
    }

    /** Whether somebody has written it down. */
    boolean isWritten(SettingKey key) {
        return texts.isWritten(key);
    }

    <T> Optional<T> optional(SettingKey key, Function<String, T> parse) {
        return texts.text(key).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problem(key, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** The value, or {@code fallback} where it is wrong: nobody will see it, for the process will not start. */
    <T> T required(SettingKey key, Function<String, T> parse, T fallback) {
        return optional(key, parse).orElse(fallback);
    }

    Duration duration(SettingKey key) {
        return required(key, Durations::parse, defaultDuration(key));
    }

    Duration positiveDuration(SettingKey key) {
        return required(key, SettingParser::parsePositive, defaultDuration(key));
    }

    Optional<Duration> optionalPositiveDuration(SettingKey key) {
        return optional(key, SettingParser::parsePositive);
    }

    /** In place of a wrong one: any other might contradict a third setting, which would be blamed for it. */
    private static Duration defaultDuration(SettingKey key) {
        return Durations.parse(key.defaultText().orElseThrow());
    }

    int integer(SettingKey key, int from, int to) {
        return required(key, text -> parseInteger(text, from, to), from);
    }

    Optional<URI> httpUrl(SettingKey key) {
        return optional(key, SettingParser::parseHttpUrl);
    }

    Optional<Path> readableFile(SettingKey key) {
        return optional(key, SettingParser::parseReadableFile);
    }

    void problem(SettingKey key, String sentence) {
        problems.add(key + ": " + sentence);
    }

    void throwIfAny() throws WrongSettings {
        if (!problems.isEmpty()) {
            throw new WrongSettings(problems);
        }
    }

    static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Duration parsePositive(String text) {
        Duration duration = Durations.parse(text);
        if (duration.isZero()) {
            throw new IllegalArgumentException("must be more than zero");
        }
        return duration;
    }

    private static int parseInteger(String text, int from, int to) {
        try {
            int number = Integer.parseInt(text);
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The same sentence says it.
        }
        throw new IllegalArgumentException("must be a whole number between " + from + " and " + to);
    }

    private static URI parseHttpUrl(String text) {
        String wanted = "must be http://host… or https://host…, without user, query or fragment";
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wanted, e);
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(wanted);
        }
        return uri;
    }

    private static Path parseReadableFile(String text) {
        Path file = Path.of(text);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("no such file, or not readable");
        }
        return file;
    }
}
