package dev.jeton.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.ProviderId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenEventsTest {
    private static final TokenEvent EVENT = new TokenEvent.Collapsed(new ProviderId("genesys"));

    @Test
    @DisplayName("B-12 a listener that throws silences none of the others")
    void contained() {
        List<TokenEvent> heard = new ArrayList<>();
        TokenEvents throwing = event -> {
            throw new IllegalStateException("a broken metric");
        };
        TokenEvents.all(throwing, heard::add, throwing, heard::add).on(EVENT);
        TokenEvents.contained(throwing).on(EVENT);
        TokenEvents.NO_OP.on(EVENT);
        assertThat(heard).containsExactly(EVENT, EVENT);
    }
}
