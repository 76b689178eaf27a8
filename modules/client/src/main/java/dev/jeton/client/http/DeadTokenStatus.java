package dev.jeton.client.http;

import java.net.http.HttpResponse.ResponseInfo;

/** Responses with one status. */
record DeadTokenStatus(int status, Sign sign, BodyTest test) implements DeadToken {

    @Override
    public Sign inHead(ResponseInfo head) {
        return head.statusCode() == status ? sign : Sign.NONE;
    }

    @Override
    public boolean inBody(ResponseInfo head, byte[] beginning) {
        return head.statusCode() == status && test.matches(head.headers(), beginning);
    }
}
