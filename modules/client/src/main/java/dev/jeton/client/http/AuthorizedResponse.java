package dev.jeton.client.http;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The response as it came, to the request as the caller made it: the one that was sent carries the token. */
record AuthorizedResponse<T extends @Nullable Object>(HttpRequest request, HttpResponse<?> sent, T body)
        implements HttpResponse<T> {

    @Override
    public int statusCode() {
        return sent.statusCode();
    }

    /** None: an answer to a dead token is nobody's answer. */
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return sent.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return sent.sslSession();
    }

    @Override
    public URI uri() {
        return sent.uri();
    }

    @Override
    public Version version() {
        return sent.version();
    }

    @Override
    public String toString() {
        return "(" + request.method() + " " + uri() + ") " + statusCode();
    }
}
