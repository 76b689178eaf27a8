package dev.jeton.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import java.util.Base64;

/** Hides a value no better than base64 does, but remembers its label. */
final class LabellingSealer implements Sealer {

    @Override
    public byte[] seal(SealLabel label, byte[] plain) {
        String sealed = label + "|" + Base64.getEncoder().encodeToString(plain);
        return Base64.getEncoder().encode(sealed.getBytes(UTF_8));
    }

    @Override
    public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
        try {
            String opened = new String(Base64.getDecoder().decode(sealed), UTF_8);
            if (opened.startsWith(label + "|")) {
                return Base64.getDecoder()
                        .decode(opened.substring(label.toString().length() + 1));
            }
        } catch (IllegalArgumentException e) {
            // Not sealed at all.
        }
        throw new Unopenable("another label");
    }

    @Override
    public boolean isCurrent(byte[] sealed) {
        return true;
    }
}
