package dev.davit.simulator;

import dev.davit.simulator.SimulatedApi.Answer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a cluster's etcd, as its JSON API tells them; without a majority it answers nothing but its health. */
public final class SimulatedEtcd {
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Member(String id, String name, String address, boolean up) {}

    private final Map<String, Member> members = new LinkedHashMap<>();
    private long next = 9_000_000_000_000_000_000L;

    synchronized void add(String name, String address) {
        members.put(address, new Member(Long.toString(next++), name, address, true));
    }

    /** The member of that machine stays on the list, but is down. */
    public synchronized void down(String address) {
        members.computeIfPresent(address, (a, m) -> new Member(m.id(), m.name(), a, false));
    }

    synchronized boolean isUp(String address) {
        return members.containsKey(address) && members.get(address).up();
    }

    public synchronized List<String> addresses() {
        return List.copyOf(members.keySet());
    }

    synchronized Answer handle(URI url, String body) {
        if (url.getPath().equals("/health")) {
            return new Answer(200, "{\"health\": \"" + hasQuorum() + "\"}");
        }
        if (!hasQuorum()) {
            return new Answer(503, "{\"error\": \"etcdserver: no leader\"}");
        }
        if (url.getPath().endsWith("/member/remove")) {
            String id = JSON.readTree(body).path("ID").asString("");
            boolean removed = members.values().removeIf(member -> member.id().equals(id));
            return removed ? new Answer(200, "{}") : new Answer(404, "{\"error\": \"etcdserver: member not found\"}");
        }
        ObjectNode list = JSON.createObjectNode();
        ArrayNode array = list.putArray("members");
        for (Member member : members.values()) {
            ObjectNode one = array.addObject().put("ID", member.id()).put("name", member.name());
            one.putArray("peerURLs").add("https://" + member.address() + ":2380");
            one.putArray("clientURLs").add("https://" + member.address() + ":2379");
        }
        return new Answer(200, list.toString());
    }

    private boolean hasQuorum() {
        long up = members.values().stream().filter(Member::up).count();
        return up > members.size() / 2;
    }
}
