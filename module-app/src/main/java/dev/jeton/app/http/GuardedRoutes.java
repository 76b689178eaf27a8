package dev.jeton.app.http;

import dev.jeton.app.caller.Action;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where routes are declared. Each is open to everybody, or is one action of callers; there is no third kind. */
public final class GuardedRoutes {

    private final RoutesConfig routes;
    private final Door door;
    private final List<Declared> declared = new ArrayList<>();

    /**
     * A route that there is.
     *
     * @param actionOrNull null = it is open to everybody
     */
    record Declared(String method, String path, @Nullable Action actionOrNull) {}

    GuardedRoutes(RoutesConfig routes, Door door) {
        this.routes = routes;
        this.door = door;
    }

    /** A route for everybody, by GET. */
    public void open(String path, Handler handler) {
        reading(path, null, handler);
    }

    public void get(String path, Action action, Handler handler) {
        reading(path, action, door.around(action, handler));
    }

    public void post(String path, Action action, Handler handler) {
        routes.post(path, door.around(action, handler));
        declared.add(new Declared("POST", path, action));
    }

    public void put(String path, Action action, Handler handler) {
        routes.put(path, door.around(action, handler));
        declared.add(new Declared("PUT", path, action));
    }

    public void delete(String path, Action action, Handler handler) {
        routes.delete(path, door.around(action, handler));
        declared.add(new Declared("DELETE", path, action));
    }

    /** A route that is answered in front of Javalin. */
    void inFront(String method, String path, Action action) {
        declared.add(new Declared(method, path, action));
    }

    /** HEAD does what GET does; left alone, Javalin answers it with 200 whatever GET would say. */
    private void reading(String path, @Nullable Action action, Handler handler) {
        routes.get(path, handler);
        declared.add(new Declared("GET", path, action));
        routes.head(path, handler);
        declared.add(new Declared("HEAD", path, action));
    }

    List<Declared> declared() {
        return List.copyOf(declared);
    }
}
