package dev.jeton.api.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    @DisplayName("B-13 closing overwrites the characters themselves, and nothing can be read afterwards")
    void wiped() {
        Secret secret = Secret.of("c4nary");
        char[] lent = secret.reveal(characters -> characters);
        assertThat(lent).containsExactly('c', '4', 'n', 'a', 'r', 'y');
        secret.close();
        secret.close();
        assertThat(lent).containsOnly('\0');
        assertThatThrownBy(() -> secret.reveal(String::new)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::isBlank).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("B-13 a copy is wiped on its own, and takes nothing but its part")
    void copies() {
        char[] buffer = "xxc4naryxx".toCharArray();
        Secret secret = Secret.copyOf(buffer, 2, 6);
        java.util.Arrays.fill(buffer, '\0');
        Secret copy = secret.copy();
        secret.close();
        assertThat(copy.<String>reveal(String::new)).isEqualTo("c4nary");
    }

    @Test
    @DisplayName("B-13 neither a secret nor credentials print anything of it, not even its length")
    void printsNothing() {
        assertThat(Secret.of("c4nary")).hasToString("Secret[***]");
        assertThat(Secret.of("")).hasToString("Secret[***]");
        assertThat(new Credentials(Map.of("clientSecret", Secret.of("c4nary"))))
                .hasToString("Credentials[clientSecret]");
    }

    @Test
    @DisplayName("B-13 closing credentials wipes every field, and none of a copy's")
    void credentials() {
        Secret id = Secret.of("id");
        Secret secret = Secret.of("c4nary");
        Credentials credentials = new Credentials(Map.of("id", id, "secret", secret));
        Credentials copy = credentials.copy();
        credentials.close();
        assertThatThrownBy(id::isBlank).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(secret::isBlank).isInstanceOf(IllegalStateException.class);
        assertThat(copy.text("secret")).contains("c4nary");
    }

    @Test
    @DisplayName("B-04 of several spellings the first that is not blank counts")
    void spellings() {
        Credentials credentials = new Credentials(Map.of("a", Secret.of(" \t"), "b", Secret.of(" two ")));
        assertThat(credentials.text("a", "b")).contains("two");
        assertThat(credentials.text("a")).isEmpty();
        assertThat(credentials.secret("c")).isEmpty();
    }
}
