package dev.davit.lifecycle.engine;

import dev.davit.lifecycle.driver.ManagementDriver;
import dev.davit.lifecycle.pack.PackageCatalog;
import dev.davit.lifecycle.store.LifecycleStore;
import dev.davit.lifecycle.vim.Vim;
import dev.davit.lifecycle.vim.VimCatalog;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the engine stands on.
 *
 * @param vims kinds of VIM by vimType
 * @param drivers management drivers by implementation name
 */
public record LifecyclePorts(
        LifecycleStore store,
        PackageCatalog packages,
        VimCatalog vimCatalog,
        Map<String, Vim> vims,
        Map<String, ManagementDriver> drivers,
        Clock clock) {
    public LifecyclePorts {
        vims = Map.copyOf(vims);
        drivers = Map.copyOf(drivers);
    }

    public static LifecyclePorts of(
            LifecycleStore store,
            PackageCatalog packages,
            VimCatalog vimCatalog,
            List<Vim> vims,
            List<ManagementDriver> drivers,
            Clock clock) {
        return new LifecyclePorts(
                store,
                packages,
                vimCatalog,
                vims.stream().collect(Collectors.toMap(Vim::type, Function.identity())),
                drivers.stream().collect(Collectors.toMap(ManagementDriver::name, Function.identity())),
                clock);
    }
}
