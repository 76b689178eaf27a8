package dev.jeton.app.http;

import dev.jeton.api.cache.CacheService;
import dev.jeton.api.event.TokenEvents;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.time.TimeSource;
import dev.jeton.app.validation.JwtJudge;
import dev.jeton.cache.InMemoryState;
import dev.jeton.identity.Identity;
import dev.jeton.identity.IdentitySettings;
import dev.jeton.identity.issuers.ForeignIssuers;
import dev.jeton.identity.issuers.KeySetPorts;
import dev.jeton.identity.issuers.KeySetSettings;
import dev.jeton.testkit.fake.MapIdentity;
import java.io.IOException;
import java.util.List;

/** Identity in maps, and the judges over it, for tests of other things. */
final class SomeJudge {

    private static final TimeSource TIME = TimeSource.system();
    private static final CacheService CACHE = InMemoryState.create(1000, TIME).cache();

    private SomeJudge() {}

    static Identity identity() {
        Identity.Parts parts = new Identity.Parts(new MapIdentity(), CACHE, Sealer.none(), TokenEvents.NO_OP, TIME);
        return Identity.over(parts, IdentitySettings.DEFAULT);
    }

    static JwtJudge ofNobody() {
        return new JwtJudge(null, noIssuers(), verdict -> {});
    }

    static JwtJudge ofOwn(Identity identity) {
        return new JwtJudge(identity.validator(), noIssuers(), verdict -> {});
    }

    private static ForeignIssuers noIssuers() {
        KeySetPorts ports = new KeySetPorts(
                (keySet, timeout) -> {
                    throw new IOException("nobody is asked");
                },
                CACHE,
                TokenEvents.NO_OP);
        return new ForeignIssuers(List.of(), ports, KeySetSettings.defaults(), TIME);
    }
}
