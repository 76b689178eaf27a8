package dev.jeton.identity.jose;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which key a token wants to be checked with. */
final class KeyAttacks {

    private static final String THEIRS = "http://127.0.0.1:9/keys.json";

    private final AttackTable table;

    KeyAttacks(AttackTable table) {
        this.table = table;
    }

    void add() {
        publicKeyAsSecret();
        otherIds();
        ownKeyInTheHeader();
    }

    private void publicKeyAsSecret() {
        secrets().forEach((name, secret) -> {
            for (String bits : List.of("256", "384", "512")) {
                String header = table.headerWith("alg", "\"HS" + bits + "\"");
                table.token(
                        "HS" + bits + " with " + name,
                        Forge.signedWithSecret("HmacSHA" + bits, secret, header, table.claims()));
            }
        });
    }

    private Map<String, byte[]> secrets() {
        byte[] der = publicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----";
        Map<String, byte[]> secrets = new LinkedHashMap<>();
        secrets.put("the DER of the public key", der);
        secrets.put("the PEM of the public key", pem.getBytes(UTF_8));
        secrets.put("the PEM and a line end", (pem + "\n").getBytes(UTF_8));
        secrets.put("the PEM in one line", pem.replace("\n", "").getBytes(UTF_8));
        secrets.put("the base64 of the DER", Base64.getEncoder().encode(der));
        secrets.put("the JWK", table.trusted().publicJwk().getBytes(UTF_8));
        secrets.put("one zero byte", new byte[1]);
        secrets.put("the word secret", "secret".getBytes(UTF_8));
        return secrets;
    }

    private PublicKey publicKey() {
        try {
            JWK jwk = JWK.parse(table.trusted().publicJwk());
            return jwk instanceof OctetKeyPair pair ? Ed25519.publicKey(pair) : ((AsymmetricJWK) jwk).toPublicKey();
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void otherIds() {
        String own = table.headerKeyId().replace("\"", "");
        for (String id : List.of(
                "",
                " ",
                "../../../../../../dev/null",
                "..\\\\..\\\\keys",
                "/dev/null",
                "/proc/self/environ",
                "' OR '1'='1",
                "x' UNION SELECT 'AAAA'; --",
                "\\u0000",
                own + "\\u0000",
                own + " ",
                " " + own,
                "K" + own,
                own.toUpperCase(Locale.ROOT) + "K",
                own.substring(1),
                own + "/../" + own,
                own + "?x",
                THEIRS,
                "file:///etc/passwd",
                "ldap://127.0.0.1:9/x",
                "${jndi:ldap://127.0.0.1:9/x}",
                "*",
                "%",
                "_",
                "00000000-0000-4000-8000-000000000000",
                "k".repeat(300),
                "\\ud83d\\udd11",
                "| cat /etc/passwd")) {
            String header = table.headerWith("kid", "\"" + id + "\"");
            table.signed("kid " + id, header, table.claims());
            table.token("kid " + id + " of a stranger", Forge.signed(table.attacker(), header, table.claims()));
        }
        for (String value : List.of("null", "0", "true", "{}", "[" + Forge.text(own) + "]")) {
            table.signed("kid " + value, table.headerWith("kid", value), table.claims());
        }
        table.signed("no kid", table.headerWithout("kid"), table.claims());
    }

    private void ownKeyInTheHeader() {
        String theirs = table.attacker().publicJwk();
        String renamed = theirs.replace("\"attacker\"", table.headerKeyId());
        for (String extra : List.of(
                "\"jwk\":" + theirs,
                "\"jwk\":" + renamed,
                "\"jku\":\"" + THEIRS + "\"",
                "\"jku\":\"https://login.example.com@127.0.0.1:9/keys.json\"",
                "\"x5u\":\"" + THEIRS + "\"",
                "\"x5c\":[\"" + Base64.getEncoder().encodeToString(publicKey().getEncoded()) + "\"]",
                "\"jku\":\"" + THEIRS + "\",\"x5u\":\"" + THEIRS + "\",\"jwk\":" + renamed)) {
            String same = table.header().replaceFirst("}$", "," + extra.replace("$", "\\$") + "}");
            String named = table.headerWith("kid", "\"attacker\"").replaceFirst("}$", "," + extra + "}");
            String unnamed = table.headerWithout("kid").replaceFirst("}$", "," + extra + "}");
            for (String header : List.of(same, named, unnamed)) {
                table.token("a key of its own: " + header, Forge.signed(table.attacker(), header, table.claims()));
            }
        }
    }
}
