package dev.jeton.app;

import dev.jeton.app.command.JetonCommand;

/** Where the process begins. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(JetonCommand.run(args));
    }
}
