package dev.jeton.bench.load;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws from 0 to n - 1, the k-th with a probability as 1/(k + 1): how often tenants really ask. */
public final class Zipf {

    private final double[] cumulated;

    public Zipf(int n) {
        this.cumulated = new double[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += 1.0 / (k + 1);
            cumulated[k] = sum;
        }
    }

    public int draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return at >= 0 ? at : Math.min(-at - 1, cumulated.length - 1);
    }
}
