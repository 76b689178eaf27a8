package dev.jeton.app.command;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.Secret;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.crypto.EncryptionKey;
import dev.jeton.simulator.Demo;
import dev.jeton.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code jeton dev}: a broker and everything around it in one process, to try things out; nothing of it outlives it. */
@Command(
        name = "dev",
        description = "Runs a broker with simulated providers and demo tenants, all in this process.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", JetonCommand.SETTINGS, JetonCommand.EXIT_CODES})
final class DevCommand implements Callable<Integer> {

    private static final int KEY_BYTES = 24;

    /** What would lead away from the simulated neighbours, or would not make sense without a Redis. */
    private static final Set<String> IGNORED = Set.of(
            "REDIS_URL",
            "CREDENTIALS_FILE",
            "TENANT_SERVICE_TIMEOUT",
            "TENANT_SERVICE_TOKEN",
            "TOKEN_STORE",
            "DATABASE_URL",
            "DATABASE_USER",
            "DATABASE_PASSWORD",
            "QONTAK_REFRESH_TOKEN",
            "QONTAK_REFRESH_TOKEN_FILE");

    DevCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException, InterruptedException {
        try (Simulator simulator = Simulator.start()) {
            Demo.register(simulator);
            String apiKey = newKey();
            RunningBroker broker = start(simulator, apiKey);
            connect(simulator, broker);
            System.out.print(welcome(broker.url(), simulator.url(), apiKey));
            broker.untilStopped();
            return 0;
        }
    }

    /** What it keeps on disk is gone when it is told to stop; what a kill leaves, the machine's temporary directory loses. */
    private static RunningBroker start(Simulator simulator, String apiKey) throws WrongSettings, IOException {
        Path data = Files.createTempDirectory("jeton-dev");
        Path providers = data.resolve("providers.json");
        Files.writeString(providers, Demo.providersFile(simulator));
        return RunningBroker.start(settings(simulator, apiKey, data, providers), () -> delete(data));
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // It is a temporary one.
        }
    }

    /** The demo tenants have connected at Qontak; their first refresh tokens go where a person would put them. */
    private static void connect(Simulator simulator, RunningBroker broker) {
        for (String tenant : Demo.TENANTS) {
            try (Secret refreshToken = Secret.of(Demo.qontakRefreshToken(simulator, tenant))) {
                broker.connections().importNew(TokenKey.of("qontak", tenant), refreshToken);
            }
        }
    }

    /** What the environment says still holds, HOST and PORT for one; only the neighbours are the simulated ones. */
    private static Settings settings(Simulator simulator, String apiKey, Path data, Path providers)
            throws WrongSettings {
        Map<String, String> environment = environment(System.getenv(), simulator, apiKey, providers);
        environment.put("DATA_DIR", data.toString());
        return SettingsReader.read(environment, null);
    }

    static Map<String, String> environment(
            Map<String, String> given, Simulator simulator, String apiKey, Path providers) {
        Map<String, String> environment = new HashMap<>(given);
        environment.keySet().removeAll(IGNORED);
        environment.put("GENESYS_LOGIN_URL", simulator.genesysLoginUrl());
        environment.put("GENESYS_API_URL", simulator.genesysApiUrl());
        environment.put("WHATSAPP_GRAPH_URL", simulator.graphUrl());
        environment.put("QONTAK_TOKEN_URL", simulator.qontakTokenUrl());
        environment.put("QONTAK_API_URL", simulator.qontakApiUrl());
        environment.put("TENANT_SERVICE_URL", simulator.tenantServiceUrl());
        environment.put("PROVIDERS_FILE", providers.toString());
        environment.put("INTERNAL_SERVICE_SECRET", apiKey);
        try (Secret key = EncryptionKey.generate(TimeSource.system())) {
            environment.put("ENCRYPTION_KEYS", key.reveal(String::new));
        }
        return environment;
    }

    private static String newKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String welcome(String url, String simulator, String apiKey) {
        return """

                Jeton, in development: simulated providers, a cache in memory, a SQLite file that goes with it.

                  address    %1$s
                  API key    %3$s
                  tenants    acme (genesys, whatsapp), globex (genesys, whatsapp), initech (acme-crm); all have qontak

                Ask for a token:

                  curl -s -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \
                -d '{"tenantId":"acme","type":"genesys"}' %1$s/api/v1/token

                Or call the API with it, and never see it:

                  curl -s -H 'Authorization: Bearer %3$s' %1$s/api/v1/proxy/genesys/acme/api/v2/organizations/me

                Make Genesys slow for acme, ask for a new token to see it, and make it well again:

                  curl -s -X PUT -H 'Content-Type: application/json' -d '{"fault":"latency","millis":800}' \
                %2$s/_simulator/faults/genesys/acme

                  curl -s -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \
                -d '{"tenantId":"acme","type":"genesys","forceRefresh":true}' %1$s/api/v1/token

                  curl -s -X DELETE %2$s/_simulator/faults/genesys/acme

                Other faults: status ("status":503), hang, reset, lost-answer, drip, flood; with "calls":n only the next n.
                What the providers were asked: %2$s/_simulator/ledger
                The API, to read in a browser: %1$s/docs

                Ctrl-C ends it.

                """.formatted(url, simulator, apiKey);
    }
}
