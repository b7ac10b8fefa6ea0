package dev.davit.lifecycle.vim;

import java.util.Optional;
import java.util.UUID;

/** Where lifecycle management finds the registered VIMs, with their credentials. */
public interface VimCatalog {

    /** @return empty when the project sees no such VIM */
    Optional<RegisteredVim> vim(String project, UUID vimId);

    /** The VIM used when a request names none. */
    Optional<RegisteredVim> defaultVim(String project);
}
