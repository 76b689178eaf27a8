package dev.jeton.providers.http;

import java.net.http.HttpHeaders;
import java.util.Arrays;

/** An answer held whole. Its body may hold a secret; whoever has read it wipes it. */
public final class HttpAnswer {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    HttpAnswer(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The body itself, not a copy, so that {@link #wipe()} reaches it. */
    public byte[] body() {
        return body;
    }

    public boolean isServerError() {
        return status >= 500;
    }

    public void wipe() {
        Arrays.fill(body, (byte) 0);
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + "]";
    }
}
