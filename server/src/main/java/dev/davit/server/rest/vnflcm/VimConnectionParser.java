package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.instance.VimConnectionInfo;
import dev.davit.server.rest.json.Fields;
import java.util.List;

/** Reads vimConnectionInfo (SOL003 v2.6.1 clause 4.4.1.6); the v1 API allows one entry. */
final class VimConnectionParser {
    private VimConnectionParser() {}

    static List<VimConnectionInfo> vimConnections(Fields request) {
        List<Fields> entries = request.objects("vimConnectionInfo");
        if (entries.size() > 1) {
            request.refuse("vimConnectionInfo", "must have at most 1 element");
        }
        return entries.stream()
                .map(entry -> new VimConnectionInfo(
                        entry.requiredIdentifier("id"),
                        entry.identifier("vimId"),
                        entry.requiredIdentifier("vimType"),
                        entry.keyValues("interfaceInfo"),
                        entry.keyValues("accessInfo"),
                        entry.object("extra")))
                .toList();
    }
}
