package dev.jeton.bench.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void readsWhatTheKernelWrites() throws Exception {
        String status = "Name:\tjava\nVmHWM:\t  170000 kB\nVmRSS:\t  159744 kB\nRssAnon:\t  133120 kB\n";
        assertThat(ResidentMemory.parse(status)).isEqualTo(new ResidentMemory(159_744, 133_120));
        assertThat(ResidentMemory.parse(status)).hasToString("156 MiB resident, 130 MiB of it anonymous");
    }
}
