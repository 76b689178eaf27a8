package dev.jeton.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * The head of an answer, as far as counting answers needs it.
 *
 * @param length of the head, the empty line included; 0 = not all of it is there yet
 */
record HttpHead(int length, int status, int contentLength) {

    private static final HttpHead UNFINISHED = new HttpHead(0, 0, 0);
    private static final byte[] CONTENT_LENGTH = "\r\ncontent-length:".getBytes(US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** Reads by hand, for this runs once for every answer on the core that the server would like to have. */
    static HttpHead in(byte[] bytes, int count) throws IOException {
        int contentLength = -1;
        for (int at = 0; at + 3 < count; at++) {
            if (bytes[at] != '\r') {
                continue;
            }
            if (bytes[at + 2] == '\r') {
                if (contentLength < 0) {
                    throw new IOException("an answer without Content-Length, which this client cannot count");
                }
                return new HttpHead(at + 4, number(bytes, STATUS_AT), contentLength);
            }
            if (isContentLength(bytes, at, count)) {
                contentLength = number(bytes, at + CONTENT_LENGTH.length);
            }
        }
        return UNFINISHED;
    }

    private static boolean isContentLength(byte[] bytes, int from, int count) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (from + i >= count || lowerCase(bytes[from + i]) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int lowerCase(byte c) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }

    private static int number(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int number = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    boolean isWhole() {
        return length > 0;
    }
}
