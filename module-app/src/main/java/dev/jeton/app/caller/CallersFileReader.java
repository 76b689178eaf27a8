package dev.jeton.app.caller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a whole {@link CallersFile}, and goes on after what is wrong, so that all of it is named at once. */
final class CallersFileReader {

    private final JsonNode root;
    private final List<String> wrong = new ArrayList<>();

    /** Reads one element of a list. */
    private interface ElementReader<T> {
        Optional<T> read(String where, JsonNode element);
    }

    CallersFileReader(JsonNode root) {
        this.root = root;
    }

    CallersFile read() {
        Members members = new Members("the file", root, wrong, Set.of("callers", "issuers", "quota"));
        if (!root.path("callers").isArray()) {
            wrong.add("the file: has no list \"callers\"");
        }
        Quota quota = members.has("quota") ? quota(members.node("quota")) : Quota.NONE;
        IssuerReader issuerReader = new IssuerReader(wrong);
        List<CallersFile.Issuer> issuers = elements("issuers", issuerReader::read);
        CallerReader callerReader = new CallerReader(issuers, quota, wrong);
        List<CallersFile.Declared> callers = elements("callers", callerReader::read);
        different("callers", "name", callers, CallersFile.Declared::name);
        different("callers", "issuer, claim and value", callers, CallersFile.Declared::proof);
        different("issuers", "id", issuers, CallersFile.Issuer::id);
        different("issuers", "issuer", issuers, CallersFile.Issuer::issuer);
        if (!wrong.isEmpty()) {
            throw new WrongCallers(wrong);
        }
        return new CallersFile(callers, issuers, quota);
    }

    private Quota quota(JsonNode node) {
        return new Members("quota", node, wrong, Set.of("requestsPerMinute", "forcedRefreshesPerMinute"))
                .quota(Quota.NONE);
    }

    private <T> List<T> elements(String list, ElementReader<T> reader) {
        JsonNode node = root.path(list);
        if (!node.isMissingNode() && !node.isArray() && !list.equals("callers")) {
            wrong.add("the file: " + list + " must be a list");
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            reader.read(list + "[" + i + "]", node.get(i)).ifPresent(read::add);
        }
        return read;
    }

    /** Two that are alike would be one caller, or one issuer, by accident. */
    private <T> void different(String list, String what, List<T> elements, Function<T, Object> property) {
        Set<Object> seen = new HashSet<>();
        if (!elements.stream().allMatch(element -> seen.add(property.apply(element)))) {
            wrong.add("the file: two of " + list + " have the same " + what);
        }
    }
}
