package dev.jeton.providers.rotation;

import java.util.concurrent.Semaphore;

/** One of several threads runs at a time, and hands on where it would wait in real life; who is next is said from outside. */
final class Turns {
    private final Semaphore handedBack = new Semaphore(0);
    private final Semaphore[] players;

    Turns(int number) {
        players = new Semaphore[number];
        for (int i = 0; i < number; i++) {
            players[i] = new Semaphore(0);
        }
    }

    /** Lets a player go on, and returns when it hands on. */
    void give(int player) {
        players[player].release();
        handedBack.acquireUninterruptibly();
    }

    /** The player's part: waits for its first turn. */
    void await(int player) {
        players[player].acquireUninterruptibly();
    }

    /** The player's part: hands on, and waits for its next turn. */
    void pass(int player) {
        handedBack.release();
        await(player);
    }

    /** The player's part: it needs no turn any more. */
    void leave() {
        handedBack.release();
    }
}
