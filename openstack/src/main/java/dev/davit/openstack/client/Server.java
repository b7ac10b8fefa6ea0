package dev.davit.openstack.client;

import java.util.Optional;

/** Where a Nova server runs. @param host its compute host; empty when the VIM's user may not see it */
public record Server(String id, Optional<String> host, Optional<String> zone) {}
