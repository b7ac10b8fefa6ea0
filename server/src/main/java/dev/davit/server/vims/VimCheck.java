package dev.davit.server.vims;

import dev.davit.lifecycle.vim.RegisteredVim;
import java.util.List;

/** Contacts a VIM of one type before it is registered. */
@FunctionalInterface
public interface VimCheck {

    /**
     * Contacts it with the given credentials.
     *
     * @return its regions; for Kubernetes its namespaces
     * @throws dev.davit.lifecycle.ProblemException 400 with what to mend when it is unreachable or refuses the credentials
     */
    List<String> check(RegisteredVim vim);
}
