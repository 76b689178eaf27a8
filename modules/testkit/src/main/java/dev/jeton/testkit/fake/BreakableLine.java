package dev.jeton.testkit.fake;

import dev.jeton.api.TokenException.StoreUnavailable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What lies between one process and the ports of a store that several share: while it is broken, every call throws
 * {@link StoreUnavailable}, before or after it did what was asked. It begins working.
 */
final class BreakableLine {

    /** How it is. */
    enum State {
        WORKING,
        CUT,
        ANSWERS_LOST
    }

    private final String store;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile State state = State.WORKING;

    /** @param store what failures call it */
    BreakableLine(String store) {
        this.store = store;
    }

    void is(State now) {
        state = now;
    }

    /** How many calls failed. */
    int refused() {
        return refused.get();
    }

    /** {@code behind} as it is seen through this line. */
    @SuppressWarnings("unchecked") // It has the methods of its port, and they have no others.
    <T> T to(Class<? super T> port, T behind) {
        return (T) Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> over(behind, method, arguments));
    }

    private @Nullable Object over(Object behind, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        State at = state;
        if (at != State.CUT) {
            Object answer = answer(behind, method, arguments);
            if (at == State.WORKING) {
                return answer;
            }
        }
        refused.incrementAndGet();
        throw new StoreUnavailable("the store of " + store + " is away", null);
    }

    private static @Nullable Object answer(Object behind, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(behind, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public String toString() {
        return state.name();
    }
}
