package dev.jeton.simulator;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What {@code debug_token} says: always a 200, also about a dead token, and {@code expires_at} 0 for one without end. */
final class DebuggedToken {

    private DebuggedToken() {}

    /** @param death the subcode of what killed it; empty = it lives */
    static Answer answer(Optional<WhatsAppUser> user, OptionalInt death) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (death.isPresent()) {
            int subcode = death.getAsInt();
            data.put("error", Map.of("code", 190, "subcode", subcode, "message", GraphError.deathOf(subcode)));
        }
        data.put("is_valid", death.isEmpty());
        data.put(
                "scopes",
                user.map(known -> known.permissions().stream().sorted().toList())
                        .orElse(List.of()));
        user.ifPresent(known -> {
            data.put("type", "SYSTEM_USER");
            data.put("user_id", known.phoneNumberId());
            data.put("expires_at", known.expiry().map(Instant::getEpochSecond).orElse(0L));
        });
        return Json.answer(200, Map.of("data", data));
    }
}
