package dev.jeton.app.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.jeton.app.http.LocalBroker;
import dev.jeton.app.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what runs Jeton elsewhere agrees with Jeton; whether an engine or a cluster takes it is not seen here. */
final class DeploymentFilesTest {

    private static final Path ROOT = Path.of("..");
    private static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int PORT = 3004;
    private static final String USER = "65532";
    private static final int LONGEST_STOP_SECONDS = 30;

    private static final Set<String> SETTINGS =
            Arrays.stream(SettingKey.values()).map(Enum::name).collect(Collectors.toSet());

    private static JsonNode yaml(Path file) throws IOException {
        return YAML.readTree(Files.readString(file));
    }

    private static JsonNode pod() throws IOException {
        return yaml(KUBERNETES.resolve("deployment.yaml")).at("/spec/template/spec");
    }

    private static JsonNode container() throws IOException {
        return pod().at("/containers/0");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The words of the image's lines that begin with {@code instruction}. */
    private static String image(String instruction) throws IOException {
        String whole = Files.readString(ROOT.resolve("Dockerfile")).replaceAll("\\\\\\R\\s*", " ");
        return whole.lines()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @DisplayName("I5 every environment name in image, compose file and cluster is a setting")
    void settingsAreKnown() throws IOException {
        List<String> named =
                new ArrayList<>(names(yaml(KUBERNETES.resolve("configmap.yaml")).get("data")));
        named.addAll(names(yaml(KUBERNETES.resolve("secret.example.yaml")).get("stringData")));
        named.addAll(names(yaml(ROOT.resolve("deploy/compose.yaml")).at("/services/jeton/environment")));
        Stream.of(image("ENV").split("\\s+"))
                .map(word -> word.replaceFirst("=.*", ""))
                .forEach(named::add);
        Properties example = new Properties();
        try (var reader = Files.newBufferedReader(ROOT.resolve("deploy/jeton.env.example"), UTF_8)) {
            example.load(reader);
        }
        named.addAll(example.stringPropertyNames());

        assertThat(named).hasSizeGreaterThan(15).isSubsetOf(SETTINGS);
    }

    @Test
    @DisplayName("I5 they listen on one port, on all addresses, with a secret for callers")
    void port() throws IOException {
        assertThat(SettingKey.PORT.defaultText()).contains(Integer.toString(PORT));
        assertThat(image("EXPOSE")).isEqualTo(Integer.toString(PORT));
        assertThat(image("ENV")).contains("HOST=0.0.0.0", "PORT=" + PORT);
        assertThat(container().at("/ports/0/containerPort").intValue()).isEqualTo(PORT);
        assertThat(container().at("/ports/0/name").textValue())
                .isEqualTo(yaml(KUBERNETES.resolve("service.yaml"))
                        .at("/spec/ports/0/targetPort")
                        .textValue());
        assertThat(names(yaml(KUBERNETES.resolve("secret.example.yaml")).get("stringData")))
                .contains("INTERNAL_SERVICE_SECRET", "ENCRYPTION_KEYS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "readinessProbe", "livenessProbe"})
    @DisplayName("I5 what a cluster asks, the broker answers with 200")
    void probes(String probe) throws IOException {
        JsonNode asked = container().at("/" + probe + "/httpGet");
        try (LocalBroker broker = LocalBroker.start()) {
            assertThat(broker.stranger().get(asked.get("path").textValue()).status())
                    .isEqualTo(200);
        }
        assertThat(asked.get("port").textValue())
                .isEqualTo(container().at("/ports/0/name").textValue());
        assertThat(asked.get("path").textValue())
                .isEqualTo(probe.equals("readinessProbe") ? "/health/ready" : "/health/live");
    }

    @Test
    @DisplayName("I5 it runs as nobody, on a file system that it cannot write, but for its data")
    void leastPrivilege() throws IOException {
        assertThat(image("USER")).isEqualTo(USER + ":" + USER);
        assertThat(pod().at("/securityContext/runAsUser").asText()).isEqualTo(USER);
        assertThat(pod().at("/securityContext/runAsNonRoot").booleanValue()).isTrue();
        JsonNode security = container().get("securityContext");
        assertThat(security.get("readOnlyRootFilesystem").booleanValue()).isTrue();
        assertThat(security.get("allowPrivilegeEscalation").booleanValue()).isFalse();
        JsonNode compose = yaml(ROOT.resolve("deploy/compose.yaml")).at("/services/jeton");
        assertThat(compose.get("read_only").booleanValue()).isTrue();
        String data =
                yaml(KUBERNETES.resolve("configmap.yaml")).at("/data/DATA_DIR").textValue();
        assertThat(data).startsWith(container().at("/volumeMounts/0/mountPath").textValue() + "/");
        assertThat(data).isEqualTo(compose.at("/environment/DATA_DIR").textValue());
        assertThat(data).startsWith(image("VOLUME") + "/");
        assertThat(image("ENV")).contains("DATA_DIR=" + data);
    }

    @Test
    @DisplayName("I5 it is given the time that it takes to stop, after the signal that it understands")
    void stop() throws IOException {
        int pause = container().at("/lifecycle/preStop/sleep/seconds").intValue();
        assertThat(pod().get("terminationGracePeriodSeconds").intValue()).isGreaterThan(LONGEST_STOP_SECONDS + pause);
        assertThat(yaml(ROOT.resolve("deploy/compose.yaml"))
                        .at("/services/jeton/stop_grace_period")
                        .textValue())
                .isEqualTo("40s");
        assertThat(image("STOPSIGNAL")).isEqualTo("SIGTERM");
    }

    @Test
    @DisplayName("I5 the image starts and asks what the distribution has")
    void imageFitsTheDistribution() throws IOException {
        String script = Files.readString(ROOT.resolve("module-app/src/dist/bin/jeton"));
        for (String file : List.of("/runtime/bin/java", "/lib/jeton.cache", "/lib/jeton.jar")) {
            assertThat(script).contains("$home" + file);
            assertThat(image("ENTRYPOINT")).contains("/opt/jeton" + file);
            assertThat(image("HEALTHCHECK")).contains("/opt/jeton" + file);
        }
        assertThat(image("HEALTHCHECK")).contains("\"health\"");
        assertThat(image("CMD")).isEqualTo("[\"serve\"]");
    }

    @Test
    @DisplayName("I5 every object of the cluster is listed, and those that select pods select these")
    void selectors() throws IOException {
        List<String> listed = new ArrayList<>();
        yaml(KUBERNETES.resolve("kustomization.yaml")).get("resources").forEach(file -> listed.add(file.textValue()));
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(listed.stream(), Stream.of("kustomization.yaml", "secret.example.yaml"))
                                    .toList());
        }
        String label = "/app.kubernetes.io~1name";
        JsonNode deployment = yaml(KUBERNETES.resolve("deployment.yaml"));
        String name = deployment.at("/spec/template/metadata/labels" + label).textValue();
        assertThat(name).isEqualTo("jeton");
        assertThat(deployment.at("/spec/selector/matchLabels" + label).textValue())
                .isEqualTo(name);
        assertThat(yaml(KUBERNETES.resolve("service.yaml"))
                        .at("/spec/selector" + label)
                        .textValue())
                .isEqualTo(name);
        assertThat(yaml(KUBERNETES.resolve("disruption-budget.yaml"))
                        .at("/spec/selector/matchLabels" + label)
                        .textValue())
                .isEqualTo(name);
    }
}
