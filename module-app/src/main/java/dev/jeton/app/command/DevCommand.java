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
        mixinStandardHelpOptions = true)
final class DevCommand implements Callable<Integer> {

    private static final int KEY_BYTES = 24;

    DevCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (Simulator simulator = Simulator.start()) {
            Demo.register(simulator);
            String apiKey = newKey();
            RunningBroker broker = start(simulator, apiKey);
            System.out.print(welcome(broker.url(), simulator.url(), apiKey));
            broker.untilStopped();
            return 0;
        } catch (WrongSettings e) {
            e.sentences().forEach(sentence -> System.err.println("jeton: " + sentence));
            return JetonCommand.COULD_NOT_START;
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
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(Set.of("REDIS_URL", "CREDENTIALS_FILE", "TENANT_SERVICE_TOKEN"));
        environment.put("GENESYS_LOGIN_URL", simulator.genesysLoginUrl());
        environment.put("TENANT_SERVICE_URL", simulator.tenantServiceUrl());
        environment.put("PROVIDERS_FILE", providers.toString());
        environment.put("INTERNAL_SERVICE_SECRET", apiKey);
        return SettingsReader.read(environment, null);
    }

    private static String newKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static String welcome(String url, String simulator, String apiKey) {
        return """

                Jeton, in development: simulated providers, everything in memory, nothing kept.

                  address    %1$s
                  API key    %3$s
                  tenants    acme (genesys, whatsapp), globex (genesys, whatsapp), initech (acme-crm)

                Ask for a token:

                  curl -s -H 'Authorization: Bearer %3$s' -H 'Content-Type: application/json' \
                -d '{"tenantId":"acme","type":"genesys"}' %1$s/api/v1/token

                The simulated providers are at %2$s. What they were asked, and how to make them fail:

                  curl -s %2$s/_simulator/ledger
                  curl -s -X PUT -H 'Content-Type: application/json' -d '{"fault":"latency","millis":800}' \
                %2$s/_simulator/faults/genesys/acme

                Ctrl-C ends it.

                """.formatted(url, simulator, apiKey);
    }
}
