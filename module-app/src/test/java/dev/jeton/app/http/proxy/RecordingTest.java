package dev.jeton.app.http.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordingTest {

    private static final int KIB = 1024;

    private final CopyBudget budget = new CopyBudget(2 * Recording.LONGEST);

    private Recording of(int length, boolean announced) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return new Recording(new ByteArrayInputStream(bytes), announced ? length : -1, budget);
    }

    /** How much of the budget is left, in bytes; takes nothing. */
    private int left() {
        int left = 0;
        while (budget.take(KIB)) {
            left += KIB;
        }
        budget.giveBack(left);
        return left;
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "65535, true",
        "65536, true",
        "65537, true",
        "1048575, true",
        "1048576, true",
        "1, false",
        "65536, false",
        "1048576, false"
    })
    @DisplayName("what was read whole is there a second time, byte for byte, and gives its memory back")
    void whole(int length, boolean announced) throws IOException {
        try (Recording recording = of(length, announced)) {
            byte[] read = recording.readAllBytes();

            assertThat(recording.whole())
                    .hasValueSatisfying(copy -> assertThat(copy).isEqualTo(read));
            assertThat(left()).isLessThan(2 * Recording.LONGEST);
        }
        assertThat(left()).isEqualTo(2 * Recording.LONGEST);
    }

    @ParameterizedTest
    @CsvSource({"1048577, true", "1048577, false", "5000000, false"})
    @DisplayName("of what is too long there is no copy, and no memory is held for one")
    void tooLong(int length, boolean announced) throws IOException {
        try (Recording recording = of(length, announced)) {
            assertThat(recording.readAllBytes()).hasSize(length);

            assertThat(recording.whole()).isEmpty();
            assertThat(left()).isEqualTo(2 * Recording.LONGEST);
        }
        assertThat(left()).isEqualTo(2 * Recording.LONGEST);
    }

    @Test
    @DisplayName("of what was not read to its end there is no copy either")
    void half() throws IOException {
        try (Recording announced = of(1000, true);
                Recording chunked = of(1000, false)) {
            assertThat(announced.read(new byte[999], 0, 999)).isEqualTo(999);
            assertThat(chunked.read(new byte[1000], 0, 1000)).isEqualTo(1000);

            assertThat(announced.whole()).isEmpty();
            assertThat(chunked.whole()).as("its end was not seen").isEmpty();
            assertThat(chunked.read()).isEqualTo(-1);
            assertThat(chunked.whole()).isPresent();
        }
    }

    @Test
    @DisplayName("who finds no room goes on without a copy")
    void noRoom() throws IOException {
        try (Recording first = of(Recording.LONGEST, false);
                Recording second = of(Recording.LONGEST, true);
                Recording third = of(100, true)) {
            assertThat(first.readAllBytes()).hasSize(Recording.LONGEST);
            assertThat(second.readAllBytes()).hasSize(Recording.LONGEST);
            assertThat(third.readAllBytes()).hasSize(100);

            assertThat(first.whole()).isPresent();
            assertThat(second.whole()).isPresent();
            assertThat(third.whole()).isEmpty();
        }
        assertThat(left()).isEqualTo(2 * Recording.LONGEST);
    }
}
