package dev.jeton.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    /** Fault 81, and its neighbours: wrong for every identifier that there is. */
    private static final List<String> WRONG_EVERYWHERE = List.of(
            "",
            " ",
            "a b",
            " ab",
            "ab ",
            "*",
            "?[x]",
            "a*",
            "..%2f",
            "../etc",
            "a/b",
            "a\\b",
            "ab\u0000",
            "ab\r\n",
            "ab\n",
            "a\tb",
            "{t}",
            "a{b}",
            "ü",
            "аcme", // a Cyrillic a
            "ａcme", // a full-width a
            "acme\u202e",
            "\u05d0\u05d1",
            "a\u200db",
            "\ufeffacme",
            "😀",
            "a\ud800",
            "\udc00a",
            "a\u007f",
            "a\u0130",
            "٣",
            "a".repeat(10_240));

    /** One kind of validated record: the one convention that all of them follow. */
    record Kind(String name, Function<String, Object> of, List<String> right, List<String> wrong) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(
                        "tenantId",
                        TenantId::new,
                        List.of("a", "0", "A", "a.b", "a-b", "a_b", "a..b", "Acme-1_2.3", "a".repeat(128)),
                        List.of("a:b", ".a", "-a", "_a", "..", "a@b", "a".repeat(129))),
                new Kind(
                        "type",
                        ProviderId::new,
                        List.of("a", "0", "genesys", "acme-crm", "a--", "a".repeat(64)),
                        List.of("a:b", "A", "Genesys", "a.b", "a_b", "-a", "__proto__", "a".repeat(65))),
                new Kind(
                        "correlationId",
                        CorrelationId::new,
                        List.of("a", "-", ".", ":", "a:b", "0-9_.:A", "a".repeat(100)),
                        List.of("a@b", "a,b", "a".repeat(101))),
                new Kind(
                        "fingerprint",
                        Fingerprint::new,
                        List.of("0123456789abcdef", "ffffffffffffffff"),
                        List.of("0123456789abcde", "0123456789abcdef0", "0123456789ABCDEF", "0123456789abcdeg", "a:b")),
                new Kind(
                        "token type",
                        type -> new AccessToken("t", type, Fingerprint.of("t")),
                        List.of("Bearer", "bearer", "DPoP", "mac", "a".repeat(64)),
                        List.of("a:b", "Bearer,", "\"Bearer\"", "-a", "a".repeat(65))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("fault 81 every identifier accepts its alphabet up to its length")
    void right(Kind kind) {
        assertThat(kind.right())
                .allSatisfy(value -> assertThat(kind.of().apply(value)).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("fault 81 every identifier refuses everything else, names itself and never repeats the value")
    void wrong(Kind kind) {
        Stream.concat(WRONG_EVERYWHERE.stream(), kind.wrong().stream())
                .forEach(value -> assertThatThrownBy(() -> kind.of().apply(value))
                        .as("%s of %d characters", kind, value.length())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasNoCause()
                        .message()
                        .startsWith(kind.name() + " must be ")
                        .satisfies(message -> assertThat(value.strip().length() < 4 || !message.contains(value))
                                .isTrue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX: y", "a\u0000", "ü", "😀", "a\ud800", "a\u007f", "\ta"})
    @DisplayName("fault 86 an access token is made of what a header can carry, and is never repeated")
    void wrongTokens(String value) {
        assertThatThrownBy(() -> AccessToken.bearer(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("access token must be 1 to 16384 visible ASCII characters");
    }

    @Test
    @DisplayName("B-13 an access token prints its fingerprint only, in whatever it stands")
    void tokenPrintsNothing() {
        AccessToken token = AccessToken.bearer("c4nary-" + "!~".repeat(100));
        assertThat(token).hasToString("AccessToken[" + Fingerprint.of(token.value()) + "]");
        assertThat(AccessToken.bearer("a".repeat(16_384)).type()).isEqualTo("Bearer");
        assertThatThrownBy(() -> AccessToken.bearer("a".repeat(16_385))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a fingerprint is the first 16 hex digits of the SHA-256")
    void fingerprint() {
        assertThat(Fingerprint.of("abc")).hasToString("ba7816bf8f01cfea");
    }

    @Test
    @DisplayName("B-12 a correlation id that cannot be used is none, and new ones differ")
    void correlation() {
        assertThat(CorrelationId.parse("a\r\nb")).isEmpty();
        assertThat(CorrelationId.parse("a:b")).contains(new CorrelationId("a:b"));
        assertThat(CorrelationId.random()).isNotEqualTo(CorrelationId.random());
    }

    @Test
    @DisplayName("B-12 new correlation ids are random UUIDs by their shape, and none comes twice")
    void newOnesDiffer() throws InterruptedException {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual().start(() -> seen.add(random())))
                .limit(20_000)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen)
                .hasSize(20_000)
                .allMatch(id -> UUID.fromString(id).version() == 4
                        && UUID.fromString(id).variant() == 2);
    }

    private static String random() {
        return CorrelationId.random().value();
    }
}
