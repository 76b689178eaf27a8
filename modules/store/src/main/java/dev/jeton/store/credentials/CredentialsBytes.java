package dev.jeton.store.credentials;

import dev.jeton.api.port.Credentials;
import dev.jeton.api.port.Secret;
import dev.jeton.api.port.Unopenable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Credentials as bytes, made without a text of any secret: a version, then name and value of each field, each with its length
 * in front and in UTF-8.
 */
final class CredentialsBytes {

    private static final byte VERSION = 1;

    private CredentialsBytes() {}

    /** The caller wipes them. */
    static byte[] write(Credentials credentials) {
        List<byte[]> parts = new ArrayList<>();
        try {
            for (String name : credentials.names()) {
                credentials.secret(name).ifPresent(value -> {
                    parts.add(name.getBytes(StandardCharsets.UTF_8));
                    parts.add(value.revealUtf8(byte[]::clone));
                });
            }
            return joined(parts);
        } finally {
            parts.forEach(part -> Arrays.fill(part, (byte) 0));
        }
    }

    /** In an array of the right size at once: one that grows leaves copies behind. */
    private static byte[] joined(List<byte[]> parts) {
        int size =
                1 + parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
        ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
        parts.forEach(part -> out.putInt(part.length).put(part));
        return out.array();
    }

    /** @throws Unopenable if they were not made here */
    static Credentials read(byte[] bytes) throws Unopenable {
        Map<String, Secret> fields = new LinkedHashMap<>();
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION) {
                throw new Unopenable("unknown version");
            }
            while (in.hasRemaining()) {
                String name = new String(next(in), StandardCharsets.UTF_8);
                fields.put(name, secret(in));
            }
            return new Credentials(fields);
        } catch (BufferUnderflowException | Unopenable e) {
            fields.values().forEach(Secret::close);
            throw e instanceof Unopenable unopenable ? unopenable : new Unopenable("cut off");
        }
    }

    private static Secret secret(ByteBuffer in) throws Unopenable {
        byte[] value = next(in);
        try {
            return Secret.ofUtf8(value);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    private static byte[] next(ByteBuffer in) throws Unopenable {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new Unopenable("cut off");
        }
        byte[] part = new byte[length];
        in.get(part);
        return part;
    }
}
