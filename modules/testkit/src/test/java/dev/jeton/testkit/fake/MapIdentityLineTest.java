package dev.jeton.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jeton.api.TokenException.StoreUnavailable;
import dev.jeton.api.identity.ApiToken;
import dev.jeton.testkit.contract.SomeRows;
import org.junit.jupiter.api.Test;

class MapIdentityLineTest {

    private final MapIdentity store = new MapIdentity();
    private final MapIdentity another = store.another();
    private final ApiToken token = SomeRows.apiToken(SomeRows.user(), SomeRows.life());

    @Test
    void whatIsAskedWhileItIsCutReachesNothingAndOthersGoOn() {
        store.breakDown();

        assertThatThrownBy(() -> store.apiTokens().insert(token)).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> store.jwtKeys().living(SomeRows.NOW)).isInstanceOf(StoreUnavailable.class);

        assertThat(another.apiTokens().find(token.id())).isEmpty();
        assertThat(store.refused()).isEqualTo(2);
        assertThat(another.refused()).isZero();
    }

    @Test
    void whatIsAskedWhileAnswersAreLostIsDone() {
        store.loseAnswers();
        assertThatThrownBy(() -> store.apiTokens().insert(token)).isInstanceOf(StoreUnavailable.class);

        store.recover();

        assertThat(store.apiTokens().find(token.id())).contains(token);
    }
}
