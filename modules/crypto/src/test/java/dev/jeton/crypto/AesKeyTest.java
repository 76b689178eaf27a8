package dev.jeton.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AesKeyTest {

    @Test
    @DisplayName("AES-256-GCM as the test cases 15 and 16 of its specification have it")
    void specification() {
        HexFormat hex = HexFormat.of();
        AesKey key = new AesKey(hex.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"));
        byte[] nonce = hex.parseHex("cafebabefacedbaddecaf888");
        byte[] associated = hex.parseHex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
        byte[] plain = hex.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
        byte[] ciphertext = hex.parseHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662" + "76fc6ece0f4e1768cddf8853bb2d551b");

        assertThat(key.encrypt(nonce, associated, plain)).isEqualTo(ciphertext);
        assertThat(key.decrypt(nonce, associated, ciphertext)).contains(plain);
    }

    @Test
    @DisplayName("B-13 a destroyed key is overwritten, and is lent to nobody")
    void destroyed() {
        byte[] bytes = new byte[AesKey.LENGTH];
        Arrays.fill(bytes, (byte) 7);
        AesKey key = new AesKey(bytes);
        assertThat(key.getEncoded()).containsOnly(7).isNotSameAs(bytes);

        key.destroy();

        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
    }
}
