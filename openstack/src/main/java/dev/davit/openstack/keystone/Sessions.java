package dev.davit.openstack.keystone;

import dev.davit.lifecycle.vim.RegisteredVim;
import dev.davit.openstack.OpenStackSettings;
import dev.davit.openstack.http.RetryPolicy;
import dev.davit.openstack.http.Transport;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One {@link Session} with its connection pool per registered VIM; a VIM whose credentials were changed gets a new one. */
public final class Sessions implements AutoCloseable {
    private final OpenStackSettings settings;
    private final Map<UUID, Open> open = new ConcurrentHashMap<>();

    private record Open(VimAccess access, Session session, Transport transport) {}

    public Sessions(OpenStackSettings settings) {
        this.settings = settings;
    }

    /** @throws dev.davit.lifecycle.ProblemException 400 when the VIM's registration is unusable */
    public Session of(RegisteredVim vim) {
        var access = VimAccess.of(vim);
        // The replaced pool is not closed: operations may still be using it. It ends with its last request.
        return open.compute(vim.id(), (id, old) -> old != null && old.access().equals(access) ? old : open(access))
                .session();
    }

    private Open open(VimAccess access) {
        var transport = transport(access, settings.retries());
        return new Open(access, new Session(access, transport, settings.clock()), transport);
    }

    /** A connection pool of its own, for a VIM that is not registered yet; the caller closes it. */
    public Transport transport(VimAccess access, RetryPolicy policy) {
        try {
            return new Transport(access.trusted(), settings.connectTimeout(), policy, settings.observer());
        } catch (GeneralSecurityException e) {
            throw VimAccess.bad("auth_cred.ssl_ca_cert", "is no certificate in PEM form: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        open.values().forEach(o -> o.transport().close());
        open.clear();
    }
}
