package dev.jeton.testkit.server;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Vault as far as a client of its KV engine sees it: version 2 at the mount {@code secret}, with check-and-set, versions,
 * deletion and destruction, lists; tokens that end and are renewed; a namespace; and what a Vault does when it is sealed,
 * standing by, overrun, slow or cut off. Whatever tells time, the {@code Date} of answers included, goes by a clock that the
 * test holds. It begins unsealed.
 *
 * <p>What it does not do: policies (a good token may do everything), authentication methods, leases, wrapping, the other
 * engines and KV version 1, {@code metadata} reads and writes, {@code patch}, {@code delete_version_after}, reading of older
 * versions, high availability beyond a redirect, replication and its lag, audit, TLS (there is {@code TlsProxy}), rate limits
 * of its own, a limit to the size of a request. A path with {@code ..} anywhere in it is refused, which is stricter than Vault.
 */
public final class VaultStub implements AutoCloseable {

    private static final String MOUNT = "secret/";
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final VaultKv kv;
    private final VaultTokens tokens;
    private final VaultMisbehaviour misbehaviour = new VaultMisbehaviour(this::dated);
    private final VaultWire wire;
    private final String root = newToken();
    private final List<VaultRequest> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<VaultFault> next = new ConcurrentLinkedQueue<>();
    private volatile @Nullable VaultFault lasting;
    private volatile @Nullable String namespace;

    private VaultStub(InstantSource clock) {
        this.clock = clock;
        this.kv = new VaultKv(clock);
        this.tokens = new VaultTokens(clock);
        tokens.addEndless(root);
        this.wire = VaultWire.open(this::answer);
    }

    public static VaultStub start() {
        return start(InstantSource.system());
    }

    public static VaultStub start(InstantSource clock) {
        return new VaultStub(clock);
    }

    /** For VAULT_ADDR. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + wire.port());
    }

    /** A token that never ends, as a root token. */
    public String token() {
        return root;
    }

    /** A token that ends after {@code ttl}, if it is not renewed before; after {@code longest} in any case. */
    public String renewableToken(Duration ttl, Duration longest) {
        String token = newToken();
        tokens.add(token, ttl, true, longest);
        return token;
    }

    /** A token that ends after {@code ttl}. */
    public String fixedToken(Duration ttl) {
        String token = newToken();
        tokens.add(token, ttl, false, ttl);
        return token;
    }

    public void revoke(String token) {
        tokens.revoke(token);
    }

    /** From now on only requests in {@code name} are allowed. */
    public void useNamespace(String name) {
        namespace = name;
    }

    /** From now on every write has to name the version that it replaces. */
    public void requireCas() {
        kv.requireCas();
    }

    /** From now on older versions than the newest {@code most} are forgotten by each write. */
    public void keepVersions(int most) {
        kv.keepVersions(most);
    }

    /** The next answer is this; more than one queue up. */
    public void nextIs(VaultFault fault) {
        next.add(fault);
    }

    /** From now on every answer is this. */
    public void everyAnswerIs(VaultFault fault) {
        lasting = fault;
    }

    /** From now on nothing is wrong. */
    public void recover() {
        lasting = null;
        next.clear();
    }

    /** All requests so far, in order, refused ones as well. */
    public List<VaultRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests there were whose path begins so. */
    public long requests(String path) {
        return requests.stream().filter(each -> each.path().startsWith(path)).count();
    }

    private Optional<VaultReply> answer(VaultRequest request) throws InterruptedException {
        requests.add(request);
        VaultFault fault = next.poll();
        if (fault == null) {
            fault = lasting;
        }
        return fault == null ? Optional.of(dated(work(request))) : misbehaviour.play(fault, () -> work(request));
    }

    private VaultReply dated(VaultReply reply) {
        return reply.headers().containsKey("Date") ? reply : reply.with("Date", DATE.format(clock.instant()));
    }

    private VaultReply work(VaultRequest request) {
        String token = request.header("X-Vault-Token").orElse("");
        boolean elsewhere = namespace != null
                && !namespace.equals(request.header("X-Vault-Namespace").orElse(""));
        if (elsewhere || !tokens.isGood(token)) {
            return VaultReply.errors(403, "permission denied");
        }
        String path = request.path().replaceFirst("^/v1/", "");
        return switch (path) {
            case "auth/token/lookup-self" -> tokens.lookUp(token);
            case "auth/token/renew-self" -> tokens.renew(token);
            default ->
                path.startsWith(MOUNT)
                        ? kv.answer(request, path.substring(MOUNT.length()))
                        : VaultReply.errors(404, "no handler for route \"" + path + "\". route entry not found.");
        };
    }

    private static String newToken() {
        return "hvs.c4nary-" + UUID.randomUUID();
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return "VaultStub[" + address() + "]";
    }
}
