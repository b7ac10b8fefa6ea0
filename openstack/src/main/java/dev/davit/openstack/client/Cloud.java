package dev.davit.openstack.client;

import dev.davit.openstack.http.Pause;
import dev.davit.openstack.http.Reply;
import dev.davit.openstack.http.Request;
import dev.davit.openstack.http.Service;
import dev.davit.openstack.keystone.Session;
import java.util.Optional;
import java.util.Set;

/**
 * A region of a VIM as one step of an operation sees it. Light; made anew for each step, on the shared session.
 *
 * @param pause how the step waits between retries
 */
public record Cloud(Session session, Optional<String> region, Pause pause) {

    Reply call(Service service, Request request) throws InterruptedException {
        return session.call(service, region, request, pause);
    }

    public Heat heat() {
        return new Heat(this);
    }

    public Glance glance() {
        return new Glance(this);
    }

    public Nova nova() {
        return new Nova(this);
    }

    public Neutron neutron() {
        return new Neutron(this);
    }

    /** Whether the user may do what is reserved to operators of the cloud, such as making flavors. */
    public boolean isAdministrator() throws InterruptedException {
        Set<String> roles = session.roles(pause);
        return roles.contains("admin");
    }
}
