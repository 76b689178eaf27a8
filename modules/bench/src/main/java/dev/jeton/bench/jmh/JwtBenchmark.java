package dev.jeton.bench.jmh;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.jeton.api.time.TimeSource;
import dev.jeton.identity.jose.JwtVerdict;
import dev.jeton.identity.jose.SignatureAlgorithm;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A JWT whose key is known: all of our rules, beside the library's bare verification, which reads the token, checks its signature
 * and hands over the claims without looking at them. To be within 1.3 times of that.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class JwtBenchmark {

    private final OwnJwt es256 = OwnJwt.signedWith(SignatureAlgorithm.ES256, TimeSource.system());
    private final OwnJwt rs256 = OwnJwt.signedWith(SignatureAlgorithm.RS256, TimeSource.system());
    private final OwnJwt edDsa = OwnJwt.signedWith(SignatureAlgorithm.EDDSA, TimeSource.system());
    private final JWSVerifier es256Verifier;
    private final JWSVerifier rs256Verifier;

    /** The same keys for both. */
    public JwtBenchmark() {
        try {
            es256Verifier = new ECDSAVerifier(JWK.parse(es256.publicJwk()).toECKey());
            rs256Verifier = new RSASSAVerifier(JWK.parse(rs256.publicJwk()).toRSAKey());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("keys of our own cannot be read", e);
        }
    }

    /** Ours, ES256. */
    @Benchmark
    public JwtVerdict jwtEs256() {
        return es256.validate();
    }

    /** The library alone, ES256. */
    @Benchmark
    public JWTClaimsSet jwtEs256Bare() throws ParseException, JOSEException {
        return bare(es256.token(), es256Verifier);
    }

    /** Ours, RS256 with 2048 bits. */
    @Benchmark
    public JwtVerdict jwtRs256() {
        return rs256.validate();
    }

    /** The library alone, RS256. */
    @Benchmark
    public JWTClaimsSet jwtRs256Bare() throws ParseException, JOSEException {
        return bare(rs256.token(), rs256Verifier);
    }

    /** Ours, EdDSA; the library would need another library for it. */
    @Benchmark
    public JwtVerdict jwtEdDsa() {
        return edDsa.validate();
    }

    /** Ours, of a caller whose token was found valid a moment ago. */
    @Benchmark
    public JwtVerdict jwtRemembered() {
        return es256.remembered();
    }

    private static JWTClaimsSet bare(String token, JWSVerifier verifier) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        if (!jwt.verify(verifier)) {
            throw new IllegalStateException("the library refused its own token");
        }
        return jwt.getJWTClaimsSet();
    }
}
