package dev.davit.openstack.step;

import dev.davit.lifecycle.vim.VimWork;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link StackPolls} of each region of each VIM. */
public final class SharedPolls {
    private final Map<Place, StackPolls> polls = new ConcurrentHashMap<>();

    private record Place(UUID vim, Optional<String> region) {}

    StackPolls of(VimWork work) {
        return polls.computeIfAbsent(new Place(work.vim().id(), work.region()), place -> new StackPolls());
    }
}
