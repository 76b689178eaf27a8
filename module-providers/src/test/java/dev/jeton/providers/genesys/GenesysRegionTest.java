package dev.jeton.providers.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysRegionTest {
    @ParameterizedTest(name = "B-02 {0}, {1} and {2} are one region")
    @CsvSource({
        "us-east-1, use1, mypurecloud.com",
        "us-east-2, , use2.us-gov-pure.cloud",
        "us-west-2, usw2, usw2.pure.cloud",
        "ca-central-1, cac1, cac1.pure.cloud",
        "sa-east-1, , sae1.pure.cloud",
        "mx-central-1, , mxc1.pure.cloud",
        "eu-west-1, euw1, mypurecloud.ie",
        "eu-west-2, euw2, euw2.pure.cloud",
        "eu-central-1, euc1, mypurecloud.de",
        "eu-central-2, , euc2.pure.cloud",
        "me-central-1, , mec1.pure.cloud",
        "ap-southeast-1, , apse1.pure.cloud",
        "ap-southeast-2, apse2, mypurecloud.com.au",
        "ap-northeast-1, apne1, mypurecloud.jp",
        "ap-northeast-2, apne2, apne2.pure.cloud",
        "ap-northeast-3, , apne3.pure.cloud",
        "ap-south-1, aps1, aps1.pure.cloud"
    })
    void spellings(String awsName, String shortName, String domain) {
        Stream.of(awsName, shortName, domain)
                .filter(name -> name != null)
                .flatMap(name -> Stream.of(name, name.toUpperCase(Locale.ROOT), "  " + name + " "))
                .forEach(name -> assertThat(GenesysRegion.named(name)).as(name).hasValueSatisfying(region -> {
                    assertThat(region.awsName()).isEqualTo(awsName);
                    assertThat(region.loginUrl()).isEqualTo(URI.create("https://login." + domain));
                    assertThat(region.apiUrl()).isEqualTo(URI.create("https://api." + domain));
                }));
    }

    @Test
    void thereAreSeventeen() {
        assertThat(GenesysRegion.values()).hasSize(17);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "us-east-3",
                "localhost",
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "[::1]",
                "::1",
                "[::ffff:127.0.0.1]",
                "169.254.169.254",
                "[fd00:ec2::254]",
                "metadata.google.internal",
                "mypurecloud.com.evil.example",
                "evil.example/mypurecloud.com",
                "mypurecloud.com@evil.example",
                "user:pass@mypurecloud.com",
                "mypurecloud.com:8443",
                "mypurecloud.com/",
                "mypurecloud.com#",
                "mypurecloud.com?x",
                "mypurecloud.com%00.evil.example",
                "mypurecloud.com\r\nHost: evil.example",
                "https://mypurecloud.com",
                "login.mypurecloud.com",
                "file:///etc/passwd",
                "gopher://127.0.0.1",
                "US_EAST_1",
                "mypurecloud。com",
                "ｍypurecloud.com",
                "__proto__",
                "class",
                "null"
            })
    @DisplayName("fault 85 nothing but the names of regions is ever turned into a host")
    void strangers(String name) {
        assertThat(GenesysRegion.named(name)).isEmpty();
    }
}
