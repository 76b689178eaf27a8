package dev.jeton.simulator;

import java.time.Duration;

/** A client registered with Qontak, as one tenant uses it; tenants may share its id and secret. */
public record QontakClient(String tenant, String clientId, String clientSecret, Terms terms) {

    /**
     * What the client can expect.
     *
     * @param lifetime of its access tokens, 1 s to 48 h
     * @param temper of Qontak towards the refresh tokens of later connections
     * @param bodies that its requests may have
     */
    public record Terms(Duration lifetime, Temper temper, Bodies bodies) {

        /** Six hours, strict, any body. */
        public static final Terms DEFAULT = new Terms(Duration.ofHours(6), Temper.STRICT, Bodies.BOTH);

        public Terms {
            Registration.requireLifetime(lifetime);
        }

        /** The same, with access tokens that live this long. */
        public Terms with(Duration other) {
            return new Terms(other, temper, bodies);
        }

        public Terms with(Temper other) {
            return new Terms(lifetime, other, bodies);
        }

        public Terms with(Bodies other) {
            return new Terms(lifetime, temper, other);
        }
    }

    /** @throws IllegalArgumentException naming the value that is wrong, never the secret */
    public QontakClient {
        Registration.requireText("tenant", tenant);
        Registration.requireText("clientId", clientId);
        Registration.requireText("clientSecret", clientSecret);
    }

    public QontakClient(String tenant, String clientId, String clientSecret) {
        this(tenant, clientId, clientSecret, Terms.DEFAULT);
    }

    /** A client of the tenant's own with an invented id and secret. */
    public static QontakClient invented(String tenant) {
        return new QontakClient(tenant, tenant + "-qontak-client", CanarySecrets.invent("qontak-secret"));
    }

    /** The same client on these terms. */
    public QontakClient with(Terms other) {
        return new QontakClient(tenant, clientId, clientSecret, other);
    }

    @Override
    public String toString() {
        return "QontakClient[" + tenant + " " + clientId + " " + terms + "]";
    }
}
