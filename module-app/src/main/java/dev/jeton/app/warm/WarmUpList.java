package dev.jeton.app.warm;

import dev.jeton.api.TokenKey;
import dev.jeton.api.identity.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whom to warm up for: {@code user ID} or {@code tenant TYPE ID}, one a line; empty lines and those that begin with # are nobody. */
public record WarmUpList(List<UserId> users, List<TokenKey> tenants) {

    /** @throws IOException with a sentence that names the line, if one is no such line */
    public static WarmUpList read(Path file) throws IOException {
        List<UserId> users = new ArrayList<>();
        List<TokenKey> tenants = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).strip().split("\\s+", -1);
            try {
                if (words[0].equals("user") && words.length == 2) {
                    users.add(new UserId(words[1]));
                } else if (words[0].equals("tenant") && words.length == 3) {
                    tenants.add(TokenKey.of(words[1], words[2]));
                } else if (!words[0].isEmpty() && !words[0].startsWith("#")) {
                    throw new IllegalArgumentException("must be user ID or tenant TYPE ID");
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new WarmUpList(List.copyOf(users), List.copyOf(tenants));
    }
}
