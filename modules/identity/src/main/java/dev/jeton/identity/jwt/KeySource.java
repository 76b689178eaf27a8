package dev.jeton.identity.jwt;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.JwtKey;
import java.util.List;

/** Where our signing keys are read. All of it throws {@link StoreUnavailable} where the store has to be asked and cannot be. */
public interface KeySource {

    /** Those that live, the newest first, as somebody may have read them a while ago. Asked for every token: it must be quick. */
    List<JwtKey> living();

    /** The same, read from the store after this was called; {@link #living} tells no older ones from then on. */
    List<JwtKey> livingAnew();

    /** The same, read from the store after this was called; what {@link #living} tells is left as it is, here and elsewhere. */
    List<JwtKey> stored();
}
