package dev.jeton.providers.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refresh makes of every kind of answer, over a real socket. */
class RefreshAnswerTableTest {
    private static final String BOTH =
            "{'access_token':'c4nary-at','token_type':'bearer','expires_in':3600,'refresh_token':'c4nary-rt'}";
    private static RefreshWire wire = new RefreshWire(200, "");

    @BeforeAll
    static void start() {
        wire = new RefreshWire(200, "");
    }

    @AfterAll
    static void stop() {
        wire.close();
    }

    @ParameterizedTest(name = "C-01 C-09 {0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | " + BOTH + " | rotated PT1H successor",
                "200 | {'access_token':'c4nary-at'} | rotated PT6H",
                "200 | {'access_token':'c4nary-at','refresh_token':null} | rotated PT6H",
                "200 | {'access_token':'c4nary-at','refresh_token':' '} | lost nonsense",
                "201 | " + BOTH + " | rotated PT1H successor",
                "200 | {'refresh_token':'c4nary-rt'} | rotated without access successor",
                "200 | {'access_token':'c4nary-at','expires_in':-1,'refresh_token':'c4nary-rt'} | rotated without access successor",
                "200 | {'access_token':'c4nary-at','token_type':'mac','refresh_token':'c4nary-rt'} | rotated without access successor",
                "200 | {'error':false,'access_token':'c4nary-at','refresh_token':'c4nary-rt'} | rotated PT6H successor",
                "200 | {'access_token':'c4nary-at','expires_in':0} | lost nonsense",
                "200 | {} | lost nonsense",
                "200 | [] | lost nonsense",
                "200 | <html>c4nary</html> | lost nonsense",
                "200 | {'access_token':'c4nary-at | lost nonsense",
                "200 | '' | lost nonsense",
                "400 | {'error':'invalid_grant'} | dead",
                "401 | {'error':'invalid_grant'} | dead",
                "200 | {'error':'invalid_grant'} | dead",
                "400 | {'error':'invalid_client'} | not spent CredentialsRejected",
                "401 | '' | not spent CredentialsRejected",
                "403 | <html>c4nary</html> | not spent CredentialsRejected",
                "400 | {'error':'invalid_request'} | not spent nonsense",
                "404 | '' | not spent nonsense",
                "302 | '' | not spent nonsense",
                "429 | '' | not spent RateLimited",
                "408 | '' | lost passing",
                "500 | {'error':'invalid_grant'} | lost passing",
                "502 | <html>c4nary</html> | lost passing",
                "503 | '' | lost passing"
            })
    void table(int status, String body, String expected) {
        wire.answer(status, body.equals("''") ? "" : body.replace('\'', '"'));
        assertThat(wire.refresh()).isEqualTo(expected);
    }
}
