package dev.jeton.identity.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.jeton.identity.jose.JwtVerdict.Reason;
import dev.jeton.testkit.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the RFCs themselves print as signed: RFC 7515 appendix A, RFC 7520 section 4, RFC 8037 appendix A.4. */
final class RfcExamplesTest {

    /** RFC 7515 A.2. */
    private static final String RSA = """
            {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1\
            Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQ\
            OS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kz\
            k2PAcDTW9gb54h4FRWyuXpoQ"}""";

    /** RFC 7515 A.3. */
    private static final String P256 = """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
            "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""";

    /** RFC 7515 A.4. */
    private static final String P521 = """
            {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",\
            "y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}""";

    /** RFC 7520 3.3. */
    private static final String BILBO_RSA = """
            {"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","e":"AQAB","n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZ\
            dR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqk\
            HHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_\
            3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw"}""";

    /** RFC 7520 3.1. */
    private static final String BILBO_EC = """
            {"kty":"EC","kid":"bilbo.baggins@hobbiton.example","use":"sig","crv":"P-521",\
            "x":"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",\
            "y":"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1"}""";

    /** RFC 8037 A.2. */
    private static final String ED25519 = """
            {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

    private static final String JOE =
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private static final String FRODO =
            "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0"
                    + "ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0"
                    + "IGJlIHN3ZXB0IG9mZiB0by4";

    private static final String A2 = "eyJhbGciOiJSUzI1NiJ9." + JOE
            + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t"
            + "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwu"
            + "sC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
    private static final String A3 = "eyJhbGciOiJFUzI1NiJ9." + JOE
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private static final String A4 =
            "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc"
                    + "-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
    private static final String COOKBOOK_1 =
            "eyJhbGciOiJSUzI1NiIs" + "ImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + FRODO
                    + ".MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78"
                    + "185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3I"
                    + "S_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg";
    private static final String COOKBOOK_2 =
            "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + FRODO
                    + ".cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUr"
                    + "hiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA"
                    + "2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw";
    private static final String COOKBOOK_3 =
            "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9." + FRODO
                    + ".AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn"
                    + "7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2";
    private static final String ED =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcv"
                    + "Mg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    static Stream<Arguments> signed() {
        return Stream.of(
                argumentSet("RFC 7515 A.2", RSA, SignatureAlgorithm.RS256, A2),
                argumentSet("RFC 7515 A.3", P256, SignatureAlgorithm.ES256, A3),
                argumentSet("RFC 7515 A.4", P521, SignatureAlgorithm.ES512, A4),
                argumentSet("RFC 7520 4.1", BILBO_RSA, SignatureAlgorithm.RS256, COOKBOOK_1),
                argumentSet("RFC 7520 4.2", BILBO_RSA, SignatureAlgorithm.PS384, COOKBOOK_2),
                argumentSet("RFC 7520 4.3", BILBO_EC, SignatureAlgorithm.ES512, COOKBOOK_3),
                argumentSet("RFC 8037 A.4", ED25519, SignatureAlgorithm.EDDSA, ED));
    }

    @ParameterizedTest
    @MethodSource("signed")
    @DisplayName("102 the signature of an RFC's example is right, and no other key or algorithm has made it")
    void signatures(String jwk, SignatureAlgorithm algorithm, String token) throws Refused {
        CompactJwt jwt = CompactJwt.parse(token);
        assertThat(VerificationKey.of(jwk).orElseThrow().hasSigned(jwt, algorithm))
                .isTrue();
        for (SignatureAlgorithm other : EnumSet.complementOf(EnumSet.of(algorithm))) {
            assertThat(VerificationKey.of(jwk).orElseThrow().hasSigned(jwt, other))
                    .as("%s", other)
                    .isFalse();
        }
        assertThat(signed().map(row -> (String) row.get()[0])
                        .filter(other -> !other.equals(jwk))
                        .map(other -> VerificationKey.of(other).orElseThrow())
                        .filter(key -> key.hasSigned(jwt, algorithm)))
                .isEmpty();
    }

    private static final Instant JOES_END = Instant.ofEpochSecond(1_300_819_380);

    private static JwtVerdict joe(String jwk, String token, Duration beforeTheEnd) {
        ManualTime time = ManualTime.standingStill();
        time.jumpWallClock(Duration.between(ManualTime.START, JOES_END.minus(beforeTheEnd)));
        VerificationKey key = VerificationKey.of(jwk).orElseThrow();
        return new JwtCheck(
                        new HeaderRules(
                                EnumSet.allOf(SignatureAlgorithm.class),
                                new HeaderRules.Types(Set.of("jwt"), true),
                                HeaderRules.Strangers.PASSED_OVER),
                        (algorithm, header) -> key,
                        new ClaimRules("joe", AudienceRule.anybody(), new ClaimNames("iss", "none", "none")),
                        time)
                .look(token);
    }

    @Test
    @DisplayName("B-17 what joe has signed in RFC 7515 was good until its second, and 30 more for clocks that differ")
    void joe() {
        for (JwtVerdict verdict : new JwtVerdict[] {
            joe(RSA, A2, Duration.ofDays(1)),
            joe(P256, A3, Duration.ofSeconds(1)),
            joe(P256, A3, Duration.ofSeconds(-29))
        }) {
            assertThat(verdict).isInstanceOfSatisfying(JwtVerdict.Valid.class, valid -> {
                assertThat(valid.subject()).contains("joe");
                assertThat(valid.expiresAt()).isEqualTo(JOES_END);
                assertThat(valid.claims()).containsEntry("http://example.com/is_root", true);
            });
        }
        assertThat(joe(P256, A3, Duration.ofSeconds(-30))).isEqualTo(new JwtVerdict.Invalid(Reason.EXPIRED));
    }

    @Test
    @DisplayName("102 the examples of RFC 7515 that are signed with a secret, or not at all, are not believed")
    void unsigned() {
        String hmac =
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + JOE + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assertThat(joe(RSA, hmac, Duration.ZERO)).isEqualTo(new JwtVerdict.Invalid(Reason.ALGORITHM_NOT_ALLOWED));
        assertThat(joe(RSA, "eyJhbGciOiJub25lIn0." + JOE + ".", Duration.ZERO))
                .isEqualTo(new JwtVerdict.Invalid(Reason.MALFORMED));
    }
}
