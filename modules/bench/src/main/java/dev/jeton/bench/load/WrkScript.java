package dev.jeton.bench.load;

import java.util.stream.Collectors;

/** A route as a Lua script for wrk, with the very bytes that the bundled client sends. */
final class WrkScript {

    private WrkScript() {}

    /** Every route is sent by the same function, so that the script costs the cheap one as much as the dear one. */
    static String of(Route route, String host) {
        String requests = route.requests(host).stream().map(WrkScript::literal).collect(Collectors.joining(",\n"));
        return """
                local requests = {
                %s
                }
                local next = 0
                request = function()
                  next = next %% #requests + 1
                  return requests[next]
                end
                """.formatted(requests);
    }

    private static String literal(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + '"';
    }
}
