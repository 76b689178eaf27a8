package dev.jeton.bench.product;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What lives on the heap of another JVM, after it was collected for that.
 *
 * @param instances by class
 */
public record LiveObjects(long bytes, Map<String, Long> instances) {

    static LiveObjects of(long pid) throws IOException, InterruptedException {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        return parse(Programs.output(List.of(jcmd, Long.toString(pid), "GC.class_histogram")));
    }

    /** Lines as {@code 1: 4711 225336 java.lang.String (java.base@25)}; the last one is {@code Total 4711 225336}. */
    static LiveObjects parse(String histogram) {
        Map<String, Long> instances = new HashMap<>();
        long bytes = 0;
        for (String line : histogram.lines().toList()) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 4 && words[0].endsWith(":") && !words[0].equals("num:")) {
                instances.merge(words[3], Long.parseLong(words[1]), Long::sum);
            } else if (words.length == 3 && words[0].equals("Total")) {
                bytes = Long.parseLong(words[2]);
            }
        }
        return new LiveObjects(bytes, Map.copyOf(instances));
    }

    /** How many there are of all classes whose name ends like this. */
    public long count(String suffix) {
        return instances.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(suffix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
