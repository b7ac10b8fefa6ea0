package dev.davit.cli.vnf;

import dev.davit.cli.output.Facts;
import dev.davit.cli.output.Json;
import dev.davit.cli.output.Style;
import dev.davit.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A VNF instance for people: what it is, its VNFCs with their addresses, its links and what can be done next. */
final class InstanceLines {
    private InstanceLines() {}

    static List<String> of(JsonNode instance, Style style) {
        JsonNode info = instance.path("instantiatedVnfInfo");
        List<String> lines = new ArrayList<>(new Facts(style)
                .add("Name", Json.text(instance, "vnfInstanceName"))
                .add("Id", Json.text(instance, "id"))
                .add("State", Json.text(instance, "instantiationState"))
                .add("VNF state", Json.text(info, "vnfState"))
                .add("Description", Json.text(instance, "vnfInstanceDescription"))
                .add("Product", product(instance))
                .add("VNFD", Json.text(instance, "vnfdId"))
                .add("Flavour", Json.text(info, "flavourId"))
                .add("Scale", scale(info))
                .add("VIM", vims(instance))
                .add("Can", operations(instance))
                .lines());
        List<JsonNode> vnfcs = Json.elements(info, "vnfcResourceInfo");
        if (!vnfcs.isEmpty()) {
            lines.add("");
            lines.addAll(new Table<JsonNode>()
                    .column("VDU", vnfc -> Json.text(vnfc, "vduId"))
                    .column("ADDRESSES", InstanceLines::addresses)
                    .column("SERVER", vnfc -> Json.text(vnfc, "computeResource", "resourceId"))
                    .column("VNFC", vnfc -> Json.text(vnfc, "id"))
                    .lines(vnfcs, style));
        }
        List<JsonNode> links = Json.elements(info, "vnfVirtualLinkResourceInfo");
        if (!links.isEmpty()) {
            lines.add("");
            lines.addAll(new Table<JsonNode>()
                    .column("VIRTUAL LINK", link -> Json.text(link, "vnfVirtualLinkDescId"))
                    .column("NETWORK", link -> Json.text(link, "networkResource", "resourceId"))
                    .column(
                            "PORTS",
                            link -> Integer.toString(
                                    Json.elements(link, "vnfLinkPorts").size()))
                    .lines(links, style));
        }
        return lines;
    }

    private static String addresses(JsonNode vnfc) {
        return Json.elements(vnfc, "vnfcCpInfo").stream()
                .map(cp -> {
                    String addresses = Instances.addresses(cp).collect(Collectors.joining(","));
                    return addresses.isEmpty() ? "" : Json.text(cp, "cpdId") + "=" + addresses;
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String product(JsonNode instance) {
        return (Json.text(instance, "vnfProductName") + " " + Json.text(instance, "vnfSoftwareVersion") + " by "
                        + Json.text(instance, "vnfProvider"))
                .strip();
    }

    private static String scale(JsonNode info) {
        return Json.elements(info, "scaleStatus").stream()
                .map(status -> Json.text(status, "aspectId") + "=" + Json.text(status, "scaleLevel"))
                .collect(Collectors.joining(" "));
    }

    private static String vims(JsonNode instance) {
        return Json.elements(instance, "vimConnectionInfo").stream()
                .map(vim -> Json.text(vim, "vimId"))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** The links that the server offers are what the state allows. */
    private static String operations(JsonNode instance) {
        return instance.path("_links").propertyNames().stream()
                .filter(name -> !name.equals("self") && !name.equals("indicators"))
                .collect(Collectors.joining(", "));
    }
}
