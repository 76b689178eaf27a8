package dev.jeton.app.caller;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jeton.api.ProviderId;
import dev.jeton.api.TenantId;
import dev.jeton.api.identity.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads one of the callers of a {@link CallersFile}. */
final class CallerReader {

    private static final Set<String> MEMBERS = Set.of(
            "name",
            "issuer",
            "claim",
            "value",
            "actions",
            "types",
            "tenants",
            "requestsPerMinute",
            "forcedRefreshesPerMinute");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Set<String> RESERVED = Set.of(Caller.ANYONE.name(), Caller.SERVICE.name());

    private final List<CallersFile.Issuer> issuers;
    private final Quota usual;
    private final List<String> wrong;

    /**
     * @param usual the quota of callers who have none of their own
     * @param wrong gets a sentence for everything that is wrong
     */
    CallerReader(List<CallersFile.Issuer> issuers, Quota usual, List<String> wrong) {
        this.issuers = issuers;
        this.usual = usual;
        this.wrong = wrong;
    }

    /** The caller, if nothing about it is wrong. */
    Optional<CallersFile.Declared> read(String where, JsonNode body) {
        int before = wrong.size();
        Members members = new Members(where, body, wrong, MEMBERS);
        Optional<String> name = members.text(
                "name",
                text -> NAME.matcher(text).matches() && !RESERVED.contains(text),
                "must be 1 to 64 characters of A-Z a-z 0-9 . _ - and not " + String.join(" or ", RESERVED));
        Optional<CallersFile.Proof> proof = proof(members);
        Permissions permissions = permissions(members);
        Quota quota = members.quota(usual);
        return wrong.size() > before
                ? Optional.empty()
                : Optional.of(new CallersFile.Declared(name.orElseThrow(), proof.orElseThrow(), permissions, quota));
    }

    private Optional<CallersFile.Proof> proof(Members members) {
        Optional<String> issuer = members.text("issuer", true).flatMap(text -> issuer(text, members));
        String claim = members.text("claim", false).orElse(JwtCheck.SUBJECT);
        if (issuer.filter(JwtCheck.OURSELVES::equals).isPresent() && !claim.equals(JwtCheck.SUBJECT)) {
            // All others are alike in all that we sign: everybody with a session would be this caller.
            members.wrong("claim must be " + JwtCheck.SUBJECT + " where issuer is " + JwtCheck.OURSELVES);
        }
        Optional<String> value = members.text("value", true);
        return issuer.flatMap(id -> value.map(text -> new CallersFile.Proof(id, claim, text)));
    }

    /** The id of whoever is named, by their id or as their tokens name them. */
    private Optional<String> issuer(String text, Members members) {
        if (text.equals(JwtCheck.OURSELVES)) {
            return Optional.of(text);
        }
        Optional<String> id = issuers.stream()
                .filter(issuer -> issuer.id().equals(text) || issuer.issuer().equals(text))
                .map(CallersFile.Issuer::id)
                .findFirst();
        if (id.isEmpty()) {
            members.wrong("issuer must be " + JwtCheck.OURSELVES + ", or one of issuers");
        }
        return id;
    }

    private static Permissions permissions(Members members) {
        Set<String> actions = Set.copyOf(
                members.texts("actions", Action.words()::contains, "actions: " + String.join(", ", Action.words())));
        Set<String> types = Set.copyOf(
                members.texts("types", text -> text.equals("*") || isWord(text, ProviderId::new), "providers, or *"));
        Set<String> tenants = Set.copyOf(members.texts(
                "tenants", CallerReader::isTenants, "tenants, beginnings of tenants that end with *, or *"));
        if (!members.has("actions")) {
            members.wrong("actions is missing");
        }
        if (isAboutTenants(actions) && !(members.has("types") && members.has("tenants"))) {
            members.wrong("types and tenants must be there, or the actions would allow nothing");
        }
        try {
            return new Permissions(actions, types, tenants);
        } catch (IllegalArgumentException e) {
            members.wrong(String.valueOf(e.getMessage()));
            return Permissions.NONE;
        }
    }

    private static boolean isAboutTenants(Set<String> actions) {
        return actions.stream().anyMatch(action -> !action.startsWith("identity:"));
    }

    private static boolean isTenants(String text) {
        return text.equals("*")
                || isWord(text.endsWith("*") ? text.substring(0, text.length() - 1) : text, TenantId::new);
    }

    private static boolean isWord(String text, Function<String, Object> make) {
        try {
            Object unused = make.apply(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
