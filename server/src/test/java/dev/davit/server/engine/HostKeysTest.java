package dev.davit.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.davit.lifecycle.instance.VnfInstance;
import dev.davit.remote.HostKeys;
import dev.davit.server.store.PostgresHostKeys;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HostKeysTest {
    @AutoClose
    private final EngineBed bed = new EngineBed();

    private final HostKeys keys = new PostgresHostKeys(bed.database::jdbi);

    /** Names the machines of an instance as drivers do, and learns a key of each. */
    private List<String> met(VnfInstance instance) {
        List<String> identities = instance.instantiated().orElseThrow().vnfcs().stream()
                .map(vnfc -> vnfc.computeResource().resourceId() + "@10.0.0.7")
                .toList();
        identities.forEach(identity -> keys.learn(identity, "ssh-ed25519 " + identity));
        return identities;
    }

    @Test
    void anotherProcessKnowsTheKey() {
        keys.learn("vm@10.0.0.1", "ssh-ed25519 AAAA");
        assertThat(new PostgresHostKeys(bed.database::jdbi).of("vm@10.0.0.1")).contains("ssh-ed25519 AAAA");
    }

    @Test
    void aKeyIsLearnedOnce() {
        keys.learn("vm@10.0.0.1", "ssh-ed25519 AAAA");
        keys.learn("vm@10.0.0.1", "ssh-ed25519 BBBB");
        assertThat(keys.of("vm@10.0.0.1")).contains("ssh-ed25519 AAAA");
    }

    @Test
    void aForgottenMachineIsUnknown() {
        keys.learn("vm@10.0.0.1", "ssh-ed25519 AAAA");
        keys.forget("vm@10.0.0.1");
        assertThat(keys.of("vm@10.0.0.1")).isEmpty();
    }

    @Test
    void healForgetsTheReplacedMachineAndNoOther() {
        VnfInstance instance = bed.instantiated("scalable");
        List<String> machines = met(instance);
        bed.run(bed.start(instance.id(), TestVnf.heal(TestVnf.vnfcs(instance).getFirst())));
        assertThat(keys.of(machines.getFirst())).isEmpty();
        assertThat(keys.of(machines.getLast())).isPresent();
    }

    @Test
    void scaleInForgetsTheRemovedMachine() {
        VnfInstance instance = bed.instantiated("scalable");
        List<String> machines = met(instance);
        bed.run(bed.start(instance.id(), TestVnf.scale(false, "workers", 1)));
        assertThat(machines).filteredOn(machine -> keys.of(machine).isPresent()).containsExactly(machines.getFirst());
    }

    @Test
    void terminateForgetsAllMachines() {
        VnfInstance instance = bed.instantiated();
        List<String> machines = met(instance);
        VnfInstance other = bed.instantiated();
        List<String> others = met(other);
        bed.run(bed.start(instance.id(), TestVnf.terminate()));
        assertThat(machines).noneMatch(machine -> keys.of(machine).isPresent());
        assertThat(others).allMatch(machine -> keys.of(machine).isPresent());
    }
}
