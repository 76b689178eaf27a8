package dev.jeton.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Scrambles by key and label, so that nothing is readable and nothing opens in another place; no cipher. */
record KeyedSealer(List<String> keys) implements Sealer {

    private static final byte[] PROOF = "proof".getBytes(UTF_8);

    /** The first one seals, all open. */
    static KeyedSealer of(String... keys) {
        return new KeyedSealer(List.of(keys));
    }

    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        byte[] proved = Arrays.copyOf(PROOF, PROOF.length + plain.length);
        System.arraycopy(plain, 0, proved, PROOF.length, plain.length);
        return (keys.get(0) + ":" + HexFormat.of().formatHex(scrambled(keys.get(0), label, proved))).getBytes(UTF_8);
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        String text = new String(sealed, UTF_8);
        int colon = text.indexOf(':');
        if (colon < 0 || !keys.contains(text.substring(0, colon))) {
            throw new Unopenable("unknown key");
        }
        byte[] proved =
                scrambled(text.substring(0, colon), label, HexFormat.of().parseHex(text.substring(colon + 1)));
        if (!Arrays.equals(PROOF, Arrays.copyOf(proved, PROOF.length))) {
            throw new Unopenable("of another place, or changed");
        }
        return Arrays.copyOfRange(proved, PROOF.length, proved.length);
    }

    private static byte[] scrambled(String key, SealLabel label, byte[] bytes) {
        byte[] pad = new byte[bytes.length];
        new Random((key + label).hashCode()).nextBytes(pad);
        for (int i = 0; i < pad.length; i++) {
            pad[i] ^= bytes[i];
        }
        return pad;
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return new String(sealed, UTF_8).startsWith(keys.get(0) + ":");
    }
}
