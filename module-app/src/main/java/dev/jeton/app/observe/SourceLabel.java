package dev.jeton.app.observe;

import dev.jeton.api.TokenAnswer;

/** How logs and metrics name where a token came from. */
public final class SourceLabel {

    private SourceLabel() {}

    /** The name of {@code source}; what was had without the shared state is {@code degraded}, wherever it came from. */
    public static String of(TokenAnswer.Source source, boolean degraded) {
        if (degraded) {
            return "degraded";
        }
        return switch (source) {
            case NEAR -> "near";
            case CACHE -> "cache";
            case FRESH -> "fresh";
        };
    }
}
