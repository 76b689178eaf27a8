package dev.jeton.client.http;

import java.net.http.HttpResponse.ResponseInfo;

/** What one of two sees; each is asked about a body only where it wanted to read it. */
record EitherDeadToken(DeadToken one, DeadToken other) implements DeadToken {

    @Override
    public Sign inHead(ResponseInfo head) {
        Sign first = one.inHead(head);
        Sign second = other.inHead(head);
        return first.compareTo(second) >= 0 ? first : second;
    }

    @Override
    public boolean inBody(ResponseInfo head, byte[] beginning) {
        return tells(one, head, beginning) || tells(other, head, beginning);
    }

    private static boolean tells(DeadToken sign, ResponseInfo head, byte[] beginning) {
        return sign.inHead(head) == Sign.IN_BODY && sign.inBody(head, beginning);
    }
}
