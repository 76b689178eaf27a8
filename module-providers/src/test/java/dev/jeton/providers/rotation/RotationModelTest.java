package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jeton.api.event.TokenEvent.GrantStepped.Step;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keeps the checked model and its page in step with the code, also where no model checker is installed. */
class RotationModelTest {
    private static final Path ROOT = root();
    private static final Path MODEL = ROOT.resolve("docs/rotation/rotation.pml");
    private static final Path PAGE = ROOT.resolve("docs/rotation.md");
    private static final Pattern IN_THE_MODEL = Pattern.compile("\\[(\\w+)\\.(\\w+)]");
    private static final Pattern ON_THE_PAGE = Pattern.compile("`([A-Z]\\w+)\\.([a-z]\\w+)`");

    /** The methods without which the protocol would not be this one. */
    private static final Set<String> THE_SIX_STEPS = Set.of(
            "PendingAnswers.settle",
            "PendingAnswers.reserve",
            "Claims.mayBeTaken",
            "Claims.take",
            "Claims.isStillOurs",
            "Spender.send",
            "PendingAnswers.keep",
            "Commits.commit",
            "Claims.giveBack",
            "Rotation.died",
            "PendingAnswers.recover");

    @Test
    @DisplayName("C-09 every method that the model names is there")
    void methodsOfTheModel() throws IOException {
        Set<String> named = named(IN_THE_MODEL, MODEL);

        assertThat(named).containsAll(THE_SIX_STEPS);
        assertThat(missing(named)).as("named in the model, and not in the code").isEmpty();
    }

    @Test
    @DisplayName("C-09 every method that the page names is there")
    void methodsOfThePage() throws IOException {
        Set<String> named = named(ON_THE_PAGE, PAGE);

        assertThat(named).containsAll(THE_SIX_STEPS);
        assertThat(missing(named)).as("named on the page, and not in the code").isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C-09 every step of a grant is in the model or on the page")
    void steps(Step step) throws IOException {
        boolean inTheModel = Files.readString(MODEL).matches("(?s).*\\bStep\\." + step + "\\b.*");
        boolean onThePage = Files.readString(PAGE).matches("(?s).*`" + step + "`.*");

        assertThat(inTheModel || onThePage).isTrue();
    }

    @Test
    @DisplayName("C-09 the model checker finds what it should")
    void verdicts() throws IOException, InterruptedException {
        assumeTrue(
                Boolean.getBoolean("jeton.model"),
                "takes minutes and gigabytes, spin and a C compiler: docs/rotation/check runs it, or -Djeton.model=true");
        Path output = Files.createTempFile("rotation-model", ".txt");
        Process check = new ProcessBuilder(ROOT.resolve("docs/rotation/check").toString(), "quick")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        int exitCode = check.waitFor();
        assertThat(exitCode).as(Files.readString(output)).isZero();
    }

    private static Set<String> named(Pattern pattern, Path file) throws IOException {
        Set<String> named = new TreeSet<>();
        pattern.matcher(Files.readString(file))
                .results()
                .forEach(found -> named.add(found.group(1) + "." + found.group(2)));
        return named;
    }

    /** Those of {@code named} whose class is no source of ours, or has no such method. */
    private static List<String> missing(Set<String> named) throws IOException {
        Map<String, String> classes = classes();
        List<String> missing = new ArrayList<>();
        for (String each : named) {
            int dot = each.indexOf('.');
            String type = classes.get(each.substring(0, dot));
            if (type == null || !methods(type).contains(each.substring(dot + 1))) {
                missing.add(each);
            }
        }
        return missing;
    }

    private static Set<String> methods(String type) {
        try {
            Set<String> names = new TreeSet<>();
            Arrays.stream(Class.forName(type).getDeclaredMethods())
                    .map(Method::getName)
                    .forEach(names::add);
            return names;
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }

    /** By their simple names, the classes that have a source file here or in the API. */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new TreeMap<>();
        for (String module : List.of("module-api", "module-providers")) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> sources.relativize(file).toString())
                        .filter(file -> file.endsWith(".java") && !file.endsWith("-info.java"))
                        .map(file -> file.substring(0, file.length() - ".java".length()))
                        .map(file -> file.replace('/', '.').replace('\\', '.'))
                        .forEach(name -> classes.put(name.substring(name.lastIndexOf('.') + 1), name));
            }
        }
        return classes;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/rotation"))) {
            directory = directory.resolve("..").normalize();
            assertThat(directory.getNameCount())
                    .as("docs/rotation is above this module")
                    .isPositive();
        }
        return directory;
    }
}
