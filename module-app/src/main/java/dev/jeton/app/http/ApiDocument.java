package dev.jeton.app.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API described: for programs as an OpenAPI document, for people as a page that needs nothing from elsewhere. */
final class ApiDocument {

    /** The page runs its own script and asks this server only. */
    private static final String ONLY_OURS =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";

    private final byte[] openapi = resource("openapi.json");
    private final byte[] docs = resource("docs.html");

    ApiDocument() {}

    /** {@code GET /openapi.json}. */
    void openapi(Context ctx) {
        ctx.contentType("application/json").result(openapi);
    }

    /** {@code GET /docs}. */
    void docs(Context ctx) {
        ctx.header("Content-Security-Policy", ONLY_OURS);
        ctx.contentType("text/html; charset=utf-8").result(docs);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ApiDocument.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build has left out " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
