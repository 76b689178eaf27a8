package dev.jeton.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs a contract against an adapter that is broken on purpose. */
final class Violations {

    private Violations() {}

    /** The names of the contract's tests that fail; each gets an instance of its own, as from JUnit. */
    static Set<String> of(Class<?> contract, Supplier<?> broken) throws IllegalAccessException {
        Set<String> failed = new TreeSet<>();
        for (Method method : contract.getMethods()) {
            if (method.isAnnotationPresent(Test.class) && fails(method, broken.get())) {
                failed.add(method.getName());
            }
        }
        return failed;
    }

    private static boolean fails(Method method, Object instance) throws IllegalAccessException {
        try {
            for (Method each : instance.getClass().getMethods()) {
                if (each.isAnnotationPresent(BeforeEach.class)) {
                    each.invoke(instance);
                }
            }
            method.invoke(instance);
            return false;
        } catch (InvocationTargetException e) {
            return true;
        }
    }
}
