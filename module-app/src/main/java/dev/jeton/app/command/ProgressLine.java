package dev.jeton.app.command;

import dev.jeton.api.port.Resealing;
import java.io.PrintStream;

/** How far it is: on a terminal one line that is written again and again, elsewhere a line every tenth. */
final class ProgressLine implements Resealing.Progress {

    private static final int WIDTH = 30;

    private final String name;
    private final PrintStream out;
    private final boolean terminal;
    private long told = -1;

    ProgressLine(String name, PrintStream out, boolean terminal) {
        this.name = name;
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void at(long done, long total) {
        long percent = total == 0 ? 100 : done * 100 / total;
        long step = terminal ? percent : percent / 10 * 10;
        if (step > told) {
            told = step;
            tell(step, done, total);
        }
    }

    private void tell(long percent, long done, long total) {
        String counts = percent + " %, " + done + " of " + total;
        if (terminal) {
            int full = (int) (percent * WIDTH / 100);
            out.print("\r" + name + " [" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + counts
                    + (percent == 100 ? System.lineSeparator() : ""));
            out.flush();
        } else {
            out.println(name + ": " + counts);
        }
    }
}
