package dev.jeton.simulator;

import java.util.Arrays;
import java.util.Locale;

/** The regions of Genesys Cloud; a client lives in one of them and is unknown in the others. */
enum GenesysRegion {
    US_EAST_1("mypurecloud.com", "use1"),
    US_EAST_2("use2.us-gov-pure.cloud", ""),
    US_WEST_2("usw2.pure.cloud", "usw2"),
    CA_CENTRAL_1("cac1.pure.cloud", "cac1"),
    SA_EAST_1("sae1.pure.cloud", ""),
    MX_CENTRAL_1("mxc1.pure.cloud", ""),
    EU_WEST_1("mypurecloud.ie", "euw1"),
    EU_WEST_2("euw2.pure.cloud", "euw2"),
    EU_CENTRAL_1("mypurecloud.de", "euc1"),
    EU_CENTRAL_2("euc2.pure.cloud", ""),
    ME_CENTRAL_1("mec1.pure.cloud", ""),
    AP_SOUTHEAST_1("apse1.pure.cloud", ""),
    AP_SOUTHEAST_2("mypurecloud.com.au", "apse2"),
    AP_NORTHEAST_1("mypurecloud.jp", "apne1"),
    AP_NORTHEAST_2("apne2.pure.cloud", "apne2"),
    AP_NORTHEAST_3("apne3.pure.cloud", ""),
    AP_SOUTH_1("aps1.pure.cloud", "aps1");

    private final String domain;
    private final String shortName;

    GenesysRegion(String domain, String shortName) {
        this.domain = domain;
        this.shortName = shortName;
    }

    String domain() {
        return domain;
    }

    /** The region by its AWS name, its domain or its short name. */
    static GenesysRegion of(String spelling) {
        return Arrays.stream(values())
                .filter(region -> region.answersTo(spelling))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no Genesys region " + spelling));
    }

    private boolean answersTo(String spelling) {
        return spelling.equals(domain)
                || spelling.equals(awsName())
                || (!shortName.isEmpty() && spelling.equals(shortName));
    }

    private String awsName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
