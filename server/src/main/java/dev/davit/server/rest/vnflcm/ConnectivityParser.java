package dev.davit.server.rest.vnflcm;

import dev.davit.lifecycle.instance.ExtManagedVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink;
import dev.davit.lifecycle.instance.ExtVirtualLink.CpConfig;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtCp;
import dev.davit.lifecycle.instance.ExtVirtualLink.ExtLinkPort;
import dev.davit.lifecycle.instance.ExtVirtualLink.IpRequest;
import dev.davit.lifecycle.instance.ResourceHandle;
import dev.davit.server.rest.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how a VNF is to be connected (SOL003 v2.6.1 clauses 4.4.1.10 to 4.4.1.13). */
final class ConnectivityParser {
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

    private enum IpType {
        IPV4,
        IPV6
    }

    private enum LayerProtocol {
        IP_OVER_ETHERNET
    }

    private ConnectivityParser() {}

    static List<ExtVirtualLink> extVirtualLinks(Fields request) {
        return request.objects("extVirtualLinks").stream()
                .map(link -> new ExtVirtualLink(
                        link.requiredIdentifier("id"),
                        link.identifier("vimConnectionId"),
                        link.requiredIdentifier("resourceId"),
                        extCps(link),
                        extLinkPorts(link)))
                .toList();
    }

    static List<ExtManagedVirtualLink> extManagedVirtualLinks(Fields request) {
        return request.objects("extManagedVirtualLinks").stream()
                .map(link -> new ExtManagedVirtualLink(
                        link.requiredIdentifier("id"),
                        link.requiredIdentifier("vnfVirtualLinkDescId"),
                        link.identifier("vimConnectionId"),
                        link.requiredIdentifier("resourceId")))
                .toList();
    }

    private static List<ExtCp> extCps(Fields link) {
        List<Fields> cps = required(link, "extCps");
        return cps.stream()
                .map(cp -> new ExtCp(
                        cp.requiredIdentifier("cpdId"),
                        required(cp, "cpConfig").stream()
                                .map(ConnectivityParser::config)
                                .toList()))
                .toList();
    }

    private static List<Fields> required(Fields parent, String name) {
        List<Fields> elements = parent.objects(name);
        parent.required(name, Optional.of(elements));
        if (parent.value(name).filter(v -> v.isArray() && v.isEmpty()).isPresent()) {
            parent.refuse(name, "must not be empty");
        }
        return elements;
    }

    private static CpConfig config(Fields config) {
        Optional<String> mac = Optional.empty();
        var addresses = new ArrayList<IpRequest>();
        for (Fields data : config.objects("cpProtocolData")) {
            data.required("layerProtocol", data.choice("layerProtocol", LayerProtocol.class));
            if (data.value("ipOverEthernet").isPresent()) {
                Fields ethernet = data.fields("ipOverEthernet");
                if (!ethernet.has("macAddress") && !ethernet.has("ipAddresses")) {
                    data.refuse("ipOverEthernet", "needs macAddress or ipAddresses");
                }
                mac = mac.or(() -> macAddress(ethernet));
                ethernet.objects("ipAddresses").forEach(ip -> addresses.add(ipRequest(ip)));
            }
        }
        return new CpConfig(config.identifier("cpInstanceId"), config.identifier("linkPortId"), mac, addresses);
    }

    private static Optional<String> macAddress(Fields ethernet) {
        return ethernet.text("macAddress", 17).filter(mac -> {
            boolean valid = MAC.matcher(mac).matches();
            if (!valid) {
                ethernet.refuse("macAddress", "must be a hardware address such as fa:16:3e:00:12:34");
            }
            return valid;
        });
    }

    private static IpRequest ipRequest(Fields ip) {
        Optional<IpType> type = ip.required("type", ip.choice("type", IpType.class));
        List<String> fixed = ip.parsed(
                "fixedAddresses",
                "an address of type " + type.map(Enum::name).orElse("IPV4 or IPV6"),
                text -> IpLiteral.check(text, type.orElse(IpType.IPV4) == IpType.IPV6));
        int dynamic = dynamicAddresses(ip);
        boolean both = ip.has("fixedAddresses") && ip.has("numDynamicAddresses");
        if (both || (!ip.has("fixedAddresses") && !ip.has("numDynamicAddresses"))) {
            ip.refuse("fixedAddresses", "exactly one of fixedAddresses and numDynamicAddresses must be given");
        }
        return new IpRequest(type.orElse(IpType.IPV4).name(), ip.identifier("subnetId"), fixed, dynamic);
    }

    /** An integer, or for old clients a string of digits. */
    private static int dynamicAddresses(Fields ip) {
        var value = ip.value("numDynamicAddresses");
        if (value.filter(v -> v.isString() && v.stringValue().matches("[1-9][0-9]{0,3}"))
                .isPresent()) {
            return Integer.parseInt(value.get().stringValue());
        }
        return ip.integer("numDynamicAddresses", 1).orElse(0);
    }

    private static List<ExtLinkPort> extLinkPorts(Fields link) {
        return link.objects("extLinkPorts").stream()
                .map(port -> {
                    port.required("resourceHandle", Optional.of(port.object("resourceHandle")));
                    Fields handle = port.fields("resourceHandle");
                    return new ExtLinkPort(
                            port.requiredIdentifier("id"),
                            new ResourceHandle(
                                    handle.identifier("vimConnectionId"),
                                    handle.requiredIdentifier("resourceId"),
                                    handle.text("vimLevelResourceType", 255)));
                })
                .toList();
    }
}
