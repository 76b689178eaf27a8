package dev.jeton.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.ApiToken;
import dev.jeton.api.identity.Permissions;
import dev.jeton.api.identity.RefreshToken;
import dev.jeton.api.identity.RowId;
import dev.jeton.api.identity.UserId;
import dev.jeton.api.identity.VerificationToken;
import dev.jeton.identity.Identity;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jwt.Handover;
import dev.jeton.identity.tokens.ApiTokens;
import dev.jeton.identity.tokens.Issued;
import dev.jeton.identity.tokens.Sessions.Refreshed;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow over every kind of store and cache that there is, also with the cache gone in the middle. */
final class IdentityOverRealPartsTest {

    private static final UserId USER = new UserId("alice");

    static Stream<Arguments> parts() {
        return Stream.of(RealParts.Store.values())
                .flatMap(store -> Stream.of(RealParts.Cache.values()).map(cache -> Arguments.of(store, cache)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("parts")
    @DisplayName("D-02 D-03 D-04 D-10 API tokens")
    void apiTokens(RealParts.Store store, RealParts.Cache cache) {
        try (RealParts parts = RealParts.open(store, cache)) {
            ApiTokens tokens = parts.identity().apiTokens();
            try (Issued<ApiToken> issued =
                    tokens.create(new ApiTokens.Wish(USER, "naïve 日本", Permissions.NONE, null))) {
                assertThat(tokens.living(issued.value())).contains(issued.row());
                assertThat(tokens.find(issued.row().id())).contains(issued.row());
                assertThat(tokens.ofUser(USER)).containsExactly(issued.row());
                parts.middle();
                assertThat(tokens.living(issued.value())).contains(issued.row());
                assertThat(tokens.revoke(issued.row().id())).isPresent();
                assertThat(tokens.living(issued.value())).isEmpty();
                assertThat(parts.another().apiTokens().living(issued.value())).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("parts")
    @DisplayName("D-02 D-08 D-10 verification tokens")
    void verificationTokens(RealParts.Store store, RealParts.Cache cache) {
        VerificationToken.Type type = VerificationToken.Type.EMAIL;
        try (RealParts parts = RealParts.open(store, cache);
                Issued<VerificationToken> issued =
                        parts.identity().verificationTokens().create(USER, type, null)) {
            assertThat(parts.identity().verificationTokens().find(issued.value()))
                    .contains(issued.row());
            assertThat(parts.another().verificationTokens().ofUser(USER, type)).containsExactly(issued.row());
            parts.middle();
            assertThat(parts.another().verificationTokens().consume(issued.value(), type))
                    .isPresent();
            assertThat(parts.identity().verificationTokens().consume(issued.value(), type))
                    .isEmpty();
            assertThat(parts.identity().verificationTokens().proven(USER)).containsKey(type);
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("parts")
    @DisplayName("D-02 D-08 D-10 sessions")
    void sessions(RealParts.Store store, RealParts.Cache cache) {
        try (RealParts parts = RealParts.open(store, cache);
                Issued<RefreshToken> first = parts.identity().sessions().begin(USER)) {
            assertThat(parts.identity().sessions().find(first.value())).contains(first.row());
            parts.middle();
            Refreshed refreshed = parts.another().sessions().refresh(first.value());
            assertThat(refreshed).isInstanceOf(Refreshed.Renewed.class);
            assertThat(parts.identity().sessions().refresh(first.value())).isInstanceOf(Refreshed.Reused.class);
            assertThat(parts.identity().sessions().end(first.row().session())).isFalse();
            if (refreshed instanceof Refreshed.Renewed(Issued<RefreshToken> next)) {
                try (next) {
                    assertThat(parts.another().sessions().refresh(next.value())).isInstanceOf(Refreshed.Dead.class);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("parts")
    @DisplayName("D-02 D-09 D-10 signing keys")
    void signingKeys(RealParts.Store store, RealParts.Cache cache) {
        try (RealParts parts = RealParts.open(store, cache)) {
            Identity identity = parts.identity();
            String before = jwt(identity);
            assertThat(parts.another().validator().validate(before)).isInstanceOf(JwtVerdict.Valid.class);
            parts.middle();
            assertThat(parts.another().signingKeys().rotate(Handover.AT_ONCE)).isNotNull();
            String after = jwt(identity);
            for (Identity each : new Identity[] {identity, parts.another()}) {
                assertThat(each.validator().validate(before)).isInstanceOf(JwtVerdict.Valid.class);
                assertThat(each.validator().validate(after)).isInstanceOf(JwtVerdict.Valid.class);
            }
            assertThat(identity.signingKeys().living()).hasSize(2);
        }
    }

    private static String jwt(Identity identity) {
        return identity.accessTokens().issue(USER, RowId.random()).token();
    }
}
