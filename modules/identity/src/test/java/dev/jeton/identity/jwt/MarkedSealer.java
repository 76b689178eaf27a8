package dev.jeton.identity.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;

/** Turns every bit around and writes label and key in front: enough to tell who may open what. */
record MarkedSealer(String keyId) implements Sealer {

    private byte[] mark(SealLabel label) {
        return (keyId + label.purpose() + label.subject() + "|").getBytes(UTF_8);
    }

    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        byte[] mark = mark(label);
        byte[] sealed = new byte[mark.length + plain.length];
        System.arraycopy(mark, 0, sealed, 0, mark.length);
        for (int i = 0; i < plain.length; i++) {
            sealed[mark.length + i] = (byte) ~plain[i];
        }
        return sealed;
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        byte[] mark = mark(label);
        if (!new String(sealed, UTF_8).startsWith(new String(mark, UTF_8))) {
            throw new Unopenable("unknown key id");
        }
        byte[] plain = new byte[sealed.length - mark.length];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) ~sealed[mark.length + i];
        }
        return plain;
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return new String(sealed, UTF_8).startsWith(keyId);
    }
}
