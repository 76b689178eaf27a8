package dev.jeton.app;

import dev.jeton.app.command.JetonCommand;
import dev.jeton.app.command.Serving;

/** Where the process begins. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(Serving.isAllOf(args) ? Serving.run() : JetonCommand.run(args));
    }
}
