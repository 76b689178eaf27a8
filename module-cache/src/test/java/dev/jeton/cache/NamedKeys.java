package dev.jeton.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.Base64;
import java.util.List;

/** A sealer that hides nothing from anybody who can count, but knows keys and labels: the first key seals, all open. */
record NamedKeys(List<String> names) implements Sealer {

    private static final byte VEIL = 0x5a;

    NamedKeys {
        names = List.copyOf(names);
    }

    static NamedKeys of(String... names) {
        return new NamedKeys(List.of(names));
    }

    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        return (names.getFirst() + " " + code(label.toString().getBytes(UTF_8)) + " " + code(plain)).getBytes(UTF_8);
    }

    private static String code(byte[] bytes) {
        return Base64.getEncoder().encodeToString(veiled(bytes));
    }

    private static byte[] veiled(byte[] bytes) {
        byte[] veiled = bytes.clone();
        for (int i = 0; i < veiled.length; i++) {
            veiled[i] ^= VEIL;
        }
        return veiled;
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        List<String> parts = List.of(new String(sealed, UTF_8).split(" ", -1));
        if (parts.size() != 3 || !names.contains(parts.get(0))) {
            throw new Unopenable("unknown key");
        }
        if (!parts.get(1).equals(code(label.toString().getBytes(UTF_8)))) {
            throw new Unopenable("sealed for another purpose");
        }
        return veiled(Base64.getDecoder().decode(parts.get(2)));
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return new String(sealed, UTF_8).startsWith(names.getFirst() + " ");
    }
}
