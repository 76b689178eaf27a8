package dev.jeton.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jeton.api.TokenKey;
import dev.jeton.testkit.contract.SomeKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrantKeysTest {

    private static final long SEED = 20_261_120;

    @Test
    @DisplayName("C-04 no two grants' keys are spelled alike, and each tells whose it is")
    void thereAndBack() {
        Set<String> names = new HashSet<>();
        for (TokenKey key : SomeKeys.generated(5_000, SEED)) {
            for (TokenKey each : List.of(key, TokenKey.of("qontak", key.tenant().value()))) {
                String name = RedisKeys.grant("p:", each);
                names.add(name + " " + each);
                assertThat(RedisKeys.grantOwner("p:", name)).contains(each);
            }
        }
        assertThat(names.stream().map(name -> name.substring(0, name.indexOf(' '))))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("C-04 the default tenant has a spelling of its own, with the shared provider only")
    void defaultTenant() {
        assertThat(RedisKeys.grant("p:", TokenKey.of("qontak", "default"))).isEqualTo("p:_default");
        assertThat(RedisKeys.grant("p:", TokenKey.of("crm", "default"))).isEqualTo("p:crm:default");
        assertThat(RedisKeys.grantOwner("p:", "p:_default")).contains(TokenKey.of("qontak", "default"));
        assertThat(RedisKeys.grantOwner("p:", "p:default")).isEmpty();
        assertThat(RedisKeys.grantOwner("p:", "p:crm:_default")).isEmpty();
        assertThat(RedisKeys.grantOwner("p:", "p:qontak:acme")).isEmpty();
        assertThat(RedisKeys.grantOwner("p:", "q:acme")).isEmpty();
    }
}
