package dev.jeton.providers.genesys;

import dev.jeton.api.TokenException.CredentialsNotFound;
import dev.jeton.api.port.Credentials;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The regions of Genesys Cloud. A tenant names its own by AWS region, by a short name, or by domain; nothing else is ever
 * turned into a host name, so no tenant can send its broker elsewhere.
 *
 * @see <a href="https://developer.genesys.cloud/platform/api/">Genesys Cloud, platform API, AWS regions</a>
 */
public enum GenesysRegion {
    US_EAST_1("use1", "mypurecloud.com"),
    US_EAST_2(null, "use2.us-gov-pure.cloud"),
    US_WEST_2("usw2", "usw2.pure.cloud"),
    CA_CENTRAL_1("cac1", "cac1.pure.cloud"),
    SA_EAST_1(null, "sae1.pure.cloud"),
    MX_CENTRAL_1(null, "mxc1.pure.cloud"),
    EU_WEST_1("euw1", "mypurecloud.ie"),
    EU_WEST_2("euw2", "euw2.pure.cloud"),
    EU_CENTRAL_1("euc1", "mypurecloud.de"),
    EU_CENTRAL_2(null, "euc2.pure.cloud"),
    ME_CENTRAL_1(null, "mec1.pure.cloud"),
    AP_SOUTHEAST_1(null, "apse1.pure.cloud"),
    AP_SOUTHEAST_2("apse2", "mypurecloud.com.au"),
    AP_NORTHEAST_1("apne1", "mypurecloud.jp"),
    AP_NORTHEAST_2("apne2", "apne2.pure.cloud"),
    AP_NORTHEAST_3(null, "apne3.pure.cloud"),
    AP_SOUTH_1("aps1", "aps1.pure.cloud");

    private static final Map<String, GenesysRegion> BY_NAME = Stream.of(values())
            .flatMap(region -> region.names().map(name -> Map.entry(name, region)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private final @Nullable String shortName;
    private final String domain;

    GenesysRegion(@Nullable String shortName, String domain) {
        this.shortName = shortName;
        this.domain = domain;
    }

    /** The region of this name, in any of its spellings and any case. */
    public static Optional<GenesysRegion> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.strip().toLowerCase(Locale.ROOT)));
    }

    /**
     * The region that a tenant's credentials name; empty = none.
     *
     * @throws CredentialsNotFound if what they name is no region
     */
    static Optional<GenesysRegion> in(Credentials credentials) {
        return credentials
                .text("region", "environment", "domain")
                .map(spelled -> named(spelled)
                        .orElseThrow(() -> new CredentialsNotFound(
                                "region in the tenant's credentials is none of Genesys Cloud's regions or domains")));
    }

    /** Each tenant's API, by the region in its credentials. */
    public static URI apiUrlOf(Credentials credentials) {
        return in(credentials).orElseThrow(GenesysRegion::missing).apiUrl();
    }

    static CredentialsNotFound missing() {
        return new CredentialsNotFound("region is missing from the tenant's credentials");
    }

    private Stream<String> names() {
        return Stream.of(awsName(), domain, shortName).filter(Objects::nonNull);
    }

    /** As AWS spells it, {@code eu-west-1}. */
    public String awsName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The domain below which the region's hosts stand, {@code mypurecloud.ie}. */
    public String domain() {
        return domain;
    }

    /** Where tokens are issued. */
    public URI loginUrl() {
        return URI.create("https://login." + domain);
    }

    /** Where the API is. */
    public URI apiUrl() {
        return URI.create("https://api." + domain);
    }
}
