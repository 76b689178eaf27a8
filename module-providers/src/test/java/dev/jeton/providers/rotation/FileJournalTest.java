package dev.jeton.providers.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.TokenKey;
import dev.jeton.api.event.TokenEvent.SealBroken;
import dev.jeton.api.grant.Grant;
import dev.jeton.api.port.SealLabel;
import dev.jeton.api.port.Sealer;
import dev.jeton.api.port.Unopenable;
import dev.jeton.testkit.contract.SomeGrants;
import dev.jeton.testkit.fake.RecordingEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    private static final TokenKey KEY = TokenKey.of("qontak", "acme");
    private static final TokenKey NEIGHBOUR = TokenKey.of("qontak", "neighbour");

    @TempDir
    Path parent;

    private final RecordingEvents events = new RecordingEvents();

    private FileJournal journal() throws IOException {
        return journal(Sealer.none());
    }

    private FileJournal journal(Sealer sealer) throws IOException {
        return FileJournal.in(directory(), sealer, events);
    }

    private Path directory() {
        return parent.resolve("pending");
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    @DisplayName("C-09 every grant that may be an answer is read as it was written")
    void readsWhatWasWritten() throws IOException {
        for (Map.Entry<String, Grant> each : SomeGrants.inEveryState().entrySet()) {
            Journal.Place place = journal().reserve();
            assertThat(place.write(KEY, each.getValue())).isTrue();
            Journal.Left left = journal().left().getFirst();
            assertThat(left.key()).isEqualTo(KEY);
            SomeGrants.assertSame(each.getKey(), each.getValue(), left.next());
            left.place().clear();
            assertThat(files("")).isEmpty();
        }
    }

    @Test
    @DisplayName("fault 12 a record torn at any byte is kept aside or empty, and takes no other record with it")
    void torn() throws IOException {
        try (Grant answer = SomeGrants.refreshed();
                Grant other = SomeGrants.refreshed()) {
            journal().reserve().write(KEY, answer);
            byte[] whole = Files.readAllBytes(files(".pending").getFirst());
            int end = lastWritten(whole);
            Files.delete(files(".pending").getFirst());
            journal().reserve().write(NEIGHBOUR, other);
            for (int length = 0; length <= end; length++) {
                Path torn = directory().resolve("torn.pending");
                Files.write(torn, length % 2 == 0 ? Arrays.copyOf(whole, length) : overZeros(whole, length));
                List<Journal.Left> left = journal().left();
                assertThat(left).as("torn after " + length).hasSize(length == end ? 2 : 1);
                assertThat(left).extracting(Journal.Left::key).contains(NEIGHBOUR);
                Files.deleteIfExists(torn);
                Files.deleteIfExists(directory().resolve("torn.torn"));
            }
            System.out.printf("I1: %d checked, 0 violated%n", end + 1);
        }
        assertThat(events.count(SealBroken.class)).isGreaterThan(100);
    }

    private static int lastWritten(byte[] record) {
        int end = record.length;
        while (record[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /** As it is on a disk that had given the room before. */
    private static byte[] overZeros(byte[] record, int length) {
        return Arrays.copyOf(Arrays.copyOf(record, length), record.length);
    }

    @Test
    @DisplayName("fault 12 garbage is kept aside and told of")
    void garbage() throws IOException {
        journal();
        Files.writeString(directory().resolve("a.pending"), "neither length nor sum nor grant");
        Files.write(directory().resolve("b.pending"), new byte[] {0, 0, 0, 4, 1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(journal().left()).isEmpty();
        assertThat(files(".torn")).hasSize(2);
        assertThat(events.of(SealBroken.class))
                .hasSize(2)
                .allSatisfy(broken -> assertThat(broken.where()).isEqualTo("pending journal"));
    }

    @Test
    @DisplayName("fault 99 an answer whose key is missing stays where it is, and nothing is begun without it")
    void keyMissing() throws IOException {
        try (Grant answer = SomeGrants.refreshed()) {
            journal().reserve().write(KEY, answer);
        }
        assertThatThrownBy(() -> journal(new LostKey()).left())
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("ENCRYPTION_KEYS");
        assertThat(journal().left()).hasSize(1);
    }

    @Test
    @DisplayName("C-09 a place that was reserved and never written to is no answer, and is gone after it was looked at")
    void neverWritten() throws IOException {
        journal().reserve();
        assertThat(files(".pending")).hasSize(1);
        assertThat(Files.size(files(".pending").getFirst())).as("room taken").isGreaterThan(10_000);
        assertThat(journal().left()).isEmpty();
        assertThat(files("")).isEmpty();
        assertThat(events.all()).isEmpty();
    }

    @Test
    @DisplayName("fault 11 where nothing can be written, no place is given")
    void notWritable() throws IOException {
        FileJournal journal = journal();
        Files.delete(directory());
        Files.writeString(directory(), "a file where the directory was");
        assertThatThrownBy(journal::reserve).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    @DisplayName("C-09 an answer is written down even by a thread that is interrupted, which stays so")
    void interrupted() throws IOException {
        try (Grant answer = SomeGrants.refreshed()) {
            Journal.Place place = journal().reserve();
            Thread.currentThread().interrupt();
            assertThat(place.write(KEY, answer)).isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(journal().left()).hasSize(1);
    }

    @Test
    @DisplayName("I6 nobody else on the machine may read the directory or a record")
    void ownerOnly() throws IOException {
        journal().reserve();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(files(".pending").getFirst())))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName("I6 tokens are written sealed")
    void sealed() throws IOException {
        try (Grant answer = SomeGrants.refreshed()) {
            journal(new LostKey()).reserve().write(KEY, answer);
        }
        assertThat(Files.readString(files(".pending").getFirst(), StandardCharsets.ISO_8859_1))
                .contains("sealed")
                .doesNotContain("c4nary");
    }

    /** Seals, and never opens. */
    private static final class LostKey implements Sealer {
        @Override
        public byte[] seal(SealLabel label, byte[] plain) {
            return "sealed".getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] open(SealLabel label, byte[] sealed) throws Unopenable {
            throw new Unopenable("an unknown key");
        }

        @Override
        public boolean isCurrent(byte[] sealed) {
            return false;
        }
    }
}
