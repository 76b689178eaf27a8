package dev.jeton.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jeton.bench.product.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the product for what a measurement needs before it begins. */
final class ProductClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI product;

    ProductClient(Product product) {
        this.product = product.url();
    }

    /** The member {@code wanted} of what a POST answers, as text. */
    String post(String path, String json, String wanted) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(product.resolve(path))
                .header("Authorization", "Bearer " + Product.SECRET)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        JsonNode member = JSON.readTree(answer.body()).path(wanted);
        if (answer.statusCode() / 100 != 2 || member.isMissingNode()) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return member.asText();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
