package dev.jeton.app.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.identity.Permissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KeyViewTest {

    private static final Instant END = Instant.parse("2026-11-21T12:00:00Z");

    private static String state(@Nullable Instant expiresAt, @Nullable Instant endedAt, Instant now) {
        return new KeyView("id", "name", Permissions.NONE, Instant.EPOCH, expiresAt, endedAt).state(now);
    }

    @Test
    @DisplayName("a key is active until it ends, then expired; one that was revoked is told as such for ever")
    void states() {
        assertThat(state(null, null, END)).isEqualTo("active");
        assertThat(state(END, null, END.minusMillis(1))).isEqualTo("active");
        assertThat(state(END, null, END)).isEqualTo("expired");
        assertThat(state(END, END.minusSeconds(1), END)).isEqualTo("revoked");
        assertThat(state(null, END, END)).isEqualTo("revoked");
    }
}
