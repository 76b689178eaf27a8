package dev.jeton.providers.rotation;

import dev.jeton.api.TokenException;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.GrantFailed;
import dev.jeton.api.event.TokenEvent.GrantStepped;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.grant.Grant;

/** Tells whoever listens which step of the protocol a grant goes. */
record Steps(TokenEvents events) {
    void about(TokenKey key, Grant grant, GrantStepped.Step step) {
        events.on(new GrantStepped(key, grant.generation(), step));
    }

    void failed(TokenKey key, GrantFailed.Stage stage, TokenException failure) {
        events.on(new GrantFailed(key, stage, failure));
    }
}
