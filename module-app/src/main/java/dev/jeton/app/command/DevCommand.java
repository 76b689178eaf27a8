package dev.jeton.app.command;

import dev.jeton.app.settings.Settings;
import dev.jeton.app.settings.SettingsReader;
import dev.jeton.app.settings.WrongSettings;
import dev.jeton.simulator.Demo;
import dev.jeton.simulator.Simulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "REDIS_URL", "ENCRYPTION_KEYS", "CREDENTIALS_FILE", "TENANT_SERVICE_TIMEOUT", "TENANT_SERVICE_TOKEN");

    DevCommand() {}

    @Override
    public Integer call() throws WrongSettings, IOException, InterruptedException {
        try (Simulator simulator = Simulator.start()) {
            Demo.register(simulator);
            String apiKey = newKey();
            RunningBroker broker = start(simulator, apiKey);
            System.out.print(welcome(broker.url(), simulator.url(), apiKey));
            broker.untilStopped();
            return 0;
        }
    }

    /** The file of providers is read once, here; a process that is told to stop would not come back to delete it. */
    private static RunningBroker start(Simulator simulator, String apiKey) throws WrongSettings, IOException {
        Path providers = Files.createTempFile("jeton-dev-providers", ".json");
        try {
            Files.writeString(providers, Demo.providersFile(simulator));
            return RunningBroker.start(settings(simulator, apiKey, providers));
        } finally {
            Files.deleteIfExists(providers);
        }
    }

    /** What the environment says still holds, HOST and PORT for one; only the neighbours are the simulated ones. */
    private static Settings settings(Simulator simulator, String apiKey, Path providers) throws WrongSettings {
        return SettingsReader.read(environment(System.getenv(), simulator, apiKey, providers), null);
    }

    static Map<String, String> environment(
            Map<String, String> given, Simulator simulator, String apiKey, Path providers) {
        Map<String, String> environment = new HashMap<>(given);
        environment.keySet().removeAll(IGNORED);
        environment.put("GENESYS_LOGIN_URL", simulator.genesysLoginUrl());
        environment.put("TENANT_SERVICE_URL", simulator.tenantServiceUrl());
        environment.put("PROVIDERS_FILE", providers.toString());
        environment.put("INTERNAL_SERVICE_SECRET", apiKey);
        return environment;
    }

    private static String newKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static String welcome(String url, String simulator, String apiKey) {
        return """

                Jeton, in development: simulated providers, everything in memory, nothing kept.

                  address    %1$s
                  API key    %3$s
                  tenants    acme (genesys, whatsapp), globex (genesys, whatsapp), initech (acme-crm)

                Ask for a token:

                  curl -s -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \
                -d '{"tenantId":"acme","type":"genesys"}' %1$s/api/v1/token

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
