package dev.jeton.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.api.port.SealLabel;
import dev.jeton.testkit.contract.SomeKeys;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AssociatedDataTest {

    private static final long SEED = 20_261_120;

    private static List<SealLabel> alike() {
        return List.of(
                new SealLabel("", List.of()),
                new SealLabel("", List.of("")),
                new SealLabel("", List.of("", "")),
                new SealLabel("a", List.of("b", "c")),
                new SealLabel("a", List.of("bc")),
                new SealLabel("a", List.of("b,c")),
                new SealLabel("ab", List.of("c")),
                new SealLabel("abc", List.of()),
                new SealLabel("a", List.of("c", "b")),
                new SealLabel("a", List.of("b", "", "c")),
                new SealLabel("a", List.of("b", "c", "1")),
                new SealLabel("a", List.of("b", "c1")),
                new SealLabel("a", List.of("\0\0\0\1b")),
                new SealLabel("a", List.of("\u00e9")),
                new SealLabel("a", List.of("e\u0301")),
                new SealLabel("a", List.of("?")),
                new SealLabel("a", List.of("\ud800")),
                new SealLabel("a", List.of("\udc00")),
                new SealLabel("a", List.of("\ufffd")));
    }

    @Test
    @DisplayName("51 no two labels are written alike, whatever is in them")
    void labels() {
        List<SealLabel> labels = new ArrayList<>(alike());
        for (TokenKey key : SomeKeys.generated(2_000, SEED)) {
            labels.add(SealLabel.of("token", key));
            labels.add(SealLabel.of("grant", key));
            labels.add(SealLabel.of("grant", key, 1));
            labels.add(SealLabel.of("grant", key, 11));
        }

        Set<String> written = labels.stream().map(label -> hex(1, "k", label)).collect(Collectors.toSet());

        System.out.printf("%d labels checked, %d alike%n", labels.size(), labels.size() - written.size());
        assertThat(written).hasSameSizeAs(labels);
    }

    @Test
    @DisplayName("101 the version and the key id are authenticated too, and do not run into the label")
    void versionAndKey() {
        SealLabel label = new SealLabel("a", List.of("b"));

        assertThat(List.of(
                        hex(1, "k", label),
                        hex(2, "k", label),
                        hex(1, "l", label),
                        hex(1, "", label),
                        hex(1, "ka", new SealLabel("", List.of("b"))),
                        hex(1, "", new SealLabel("ka", List.of("b")))))
                .doesNotHaveDuplicates();
    }

    private static String hex(int version, String keyId, SealLabel label) {
        return HexFormat.of().formatHex(AssociatedData.of(version, keyId, label));
    }
}
