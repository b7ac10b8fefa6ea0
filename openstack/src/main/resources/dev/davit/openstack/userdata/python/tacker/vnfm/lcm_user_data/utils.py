"""Functions that make Heat parameters out of a base HOT, a VNFD and an instantiate request.

base_hot_dict is {"heat_template": top template, file name: nested template, ...}; vnfd_dict is the service template of
the deployment flavour; inst_req_info and its parts have attributes named as in SOL003, in snake case.
"""

import copy
import math
import re

_SERVER = "OS::Nova::Server"
_FLAVOR = "OS::Nova::Flavor"
_PORT = "OS::Neutron::Port"
_VOLUME = "OS::Cinder::Volume"
_GROUP = "OS::Heat::AutoScalingGroup"


# --- names -------------------------------------------------------------------

def create_initial_param_dict(base_hot_dict):
    """Every VDU and CP that the templates have parameters for, without values."""
    return _names(base_hot_dict, (_SERVER, _FLAVOR, _PORT, _VOLUME))


def create_initial_param_server_port_dict(base_hot_dict):
    """The same without those that only flavors mention."""
    return _names(base_hot_dict, (_SERVER, _PORT, _VOLUME))


def _names(base_hot_dict, types):
    found = {"nfv": {"VDU": {}, "CP": {}}}
    for template in base_hot_dict.values():
        if "nfv" not in (template.get("parameters") or {}):
            continue
        for resource in (template.get("resources") or {}).values():
            for value in _values(resource, types):
                _note(found, value)
    return found


def _values(resource, types):
    kind = resource.get("type")
    properties = resource.get("properties") or {}
    if kind == _GROUP:
        nested = properties.get("resource") or {}
        return list((nested.get("properties") or {}).values())
    if kind not in types:
        return []
    devices = properties.get("block_device_mapping_v2")
    images = [device.get("image") for device in devices if isinstance(device, dict)] if isinstance(devices, list) else []
    return list(properties.values()) + images


def _note(found, value):
    path = value.get("get_param") if isinstance(value, dict) else None
    if isinstance(path, list) and len(path) == 4 and path[0] == "nfv" and path[1] in ("VDU", "CP"):
        found["nfv"][path[1]].setdefault(path[2], {})


# --- from the VNFD -----------------------------------------------------------

def _node_templates(vnfd_dict):
    return ((vnfd_dict.get("topology_template") or {}).get("node_templates") or {}).items()


def _computes(vnfd_dict):
    for name, node in _node_templates(vnfd_dict):
        compute = ((node.get("capabilities") or {}).get("virtual_compute") or {}).get("properties")
        if compute:
            yield name, compute


def create_vdu_flavor_dict(vnfd_dict):
    """VDU to its size: vcpus, ram in MiB, disk in GiB."""
    flavors = {}
    for name, compute in _computes(vnfd_dict):
        size = {}
        if "virtual_cpu" in compute:
            size["vcpus"] = compute["virtual_cpu"]["num_virtual_cpu"]
        if "virtual_memory" in compute:
            size["ram"] = _units(compute["virtual_memory"]["virtual_mem_size"], 1 << 20)
        if compute.get("virtual_local_storage"):
            size["disk"] = _units(compute["virtual_local_storage"][0]["size_of_storage"], 1 << 30)
        flavors[name] = size
    return flavors


def create_vdu_flavor_capability_name_dict(vnfd_dict):
    """VDU to the name of its Nova flavor."""
    names = {}
    for name, compute in _computes(vnfd_dict):
        wanted = (compute.get("requested_additional_capabilities") or {}).get("properties") or {}
        if "requested_additional_capability_name" in wanted:
            names[name] = wanted["requested_additional_capability_name"]
    return names


def create_sw_image_dict(vnfd_dict):
    """VDU to the name of its image."""
    images = {}
    for name, node in _node_templates(vnfd_dict):
        image = (node.get("properties") or {}).get("sw_image_data") or {}
        if "name" in image:
            images[name] = image["name"]
    return images


_SCALES = {"B": 1, "KB": 10 ** 3, "KIB": 1 << 10, "MB": 10 ** 6, "MIB": 1 << 20,
           "GB": 10 ** 9, "GIB": 1 << 30, "TB": 10 ** 12, "TIB": 1 << 40}


def _units(text, unit):
    """A scalar-unit.size in whole units, rounded up."""
    match = re.fullmatch(r"\s*([0-9.]+)\s*([A-Za-z]+)\s*", str(text))
    if not match or match.group(2).upper() not in _SCALES:
        raise ValueError("expected a size such as '2 GiB', got %r" % (text,))
    return math.ceil(float(match.group(1)) * _SCALES[match.group(2).upper()] / unit)


# --- from grant and request --------------------------------------------------

def create_vdu_image_dict(grant_info):
    """VDU to the Glance id of its image."""
    return {vdu: resource.resource_identifier
            for vdu, resources in (grant_info or {}).items() for resource in resources}


def create_network_dict(inst_req_info, param_dict):
    """CP to its network and addresses, for those CPs that param_dict has."""
    wanted = (param_dict.get("nfv") or {}).get("CP") or {}
    return {cp.cpd_id: {"network": link.resource_id, "fixed_ips": _fixed_ips(cp)}
            for link in inst_req_info.ext_virtual_links or []
            for cp in link.ext_cps or [] if cp.cpd_id in wanted}


def _fixed_ips(cp):
    found = []
    for config in cp.cp_config or []:
        for protocol in config.cp_protocol_data or []:
            ethernet = protocol.ip_over_ethernet
            for address in (ethernet.ip_addresses if ethernet else None) or []:
                subnet = {"subnet": address.subnet_id} if address.subnet_id else {}
                if address.fixed_addresses:
                    found.extend({**subnet, "ip_address": fixed} for fixed in address.fixed_addresses)
                elif subnet:
                    found.append(subnet)
    return found


def create_cpd_vl_dict(base_hot_dict, inst_req_info):
    """CP to its network's id, for those CPs that are resources of the templates."""
    resources = set()
    for template in base_hot_dict.values():
        resources.update(template.get("resources") or {})
    return {cp.cpd_id: link.resource_id
            for link in inst_req_info.ext_virtual_links or []
            for cp in link.ext_cps or [] if cp.cpd_id in resources}


def get_diff_base_hot_param_from_api(base_hot_dict, inst_req_info):
    """The parameters of the top template that additionalParams has a value for."""
    given = inst_req_info.additional_params or {}
    declared = base_hot_dict["heat_template"].get("parameters") or {}
    return {name: given[name] for name in declared if given.get(name) is not None}


# --- together ----------------------------------------------------------------

def create_final_param_dict(param_dict, vdu_flavor_dict, vdu_image_dict, cpd_vl_dict):
    """param_dict with its values filled in."""
    final = copy.deepcopy(param_dict)
    nfv = final.get("nfv") or {}
    for vdu, values in (nfv.get("VDU") or {}).items():
        values["flavor"] = vdu_flavor_dict.get(vdu)
        values["image"] = vdu_image_dict.get(vdu)
    for cp, values in (nfv.get("CP") or {}).items():
        connected = (cpd_vl_dict or {}).get(cp)
        if isinstance(connected, dict):
            values.update((key, copy.deepcopy(connected[key])) for key in ("network", "fixed_ips") if key in connected)
        elif connected is not None:
            values["network"] = connected
    return final


# --- scaling -----------------------------------------------------------------

def create_desired_capacity_dict(base_hot_dict, vnfd_dict, inst_req_info):
    """Scaling aspect to the size of its AutoScalingGroup at the instantiation level of the request."""
    policies = _policies(vnfd_dict)
    level = inst_req_info.instantiation_level_id or _default_level(policies)
    sizes = {}
    for aspect in _groups(base_hot_dict):
        vdu, initial, step = _scaled(policies, aspect)
        if vdu is not None:
            sizes[aspect] = _instances(policies, level, vdu, aspect, initial, step)
    return sizes


def get_desired_capacity_dict(base_hot_dict, vnfd_dict, inst_vnf_info):
    """Scaling aspect to the size of its AutoScalingGroup at the scale levels of an instance."""
    policies = _policies(vnfd_dict)
    sizes = {}
    for status in inst_vnf_info.scale_status or []:
        if status.aspect_id in _groups(base_hot_dict):
            vdu, initial, step = _scaled(policies, status.aspect_id)
            if vdu is not None:
                sizes[status.aspect_id] = initial + step * status.scale_level
    return sizes


def _groups(base_hot_dict):
    resources = base_hot_dict["heat_template"].get("resources") or {}
    return [name[:-len("_group")] if name.endswith("_group") else name
            for name, resource in resources.items() if resource.get("type") == _GROUP]


def _policies(vnfd_dict):
    found = []
    for entry in (vnfd_dict.get("topology_template") or {}).get("policies") or []:
        found.extend(entry.values())
    return found


def _of_type(policies, name):
    return [policy for policy in policies if policy.get("type") == "tosca.policies.nfv." + name]


def _properties(policy):
    return policy.get("properties") or {}


def _default_level(policies):
    for policy in _of_type(policies, "InstantiationLevels"):
        levels = _properties(policy).get("levels") or {}
        return _properties(policy).get("default_level") or next(iter(levels), None)
    return None


def _scaled(policies, aspect):
    """The first VDU of an aspect, its initial number of instances, and what a step adds."""
    for policy in _of_type(policies, "VduScalingAspectDeltas"):
        if _properties(policy).get("aspect") == aspect and policy.get("targets"):
            vdu = policy["targets"][0]
            deltas = list((_properties(policy).get("deltas") or {}).values())
            step = deltas[0].get("number_of_instances", 1) if deltas else 1
            return vdu, _initial(policies, vdu), step
    return None, 0, 0


def _initial(policies, vdu):
    for policy in _of_type(policies, "VduInitialDelta"):
        if vdu in (policy.get("targets") or []):
            return (_properties(policy).get("initial_delta") or {}).get("number_of_instances", 1)
    return 1


def _instances(policies, level, vdu, aspect, initial, step):
    for policy in _of_type(policies, "VduInstantiationLevels"):
        if vdu in (policy.get("targets") or []):
            levels = _properties(policy).get("levels") or {}
            if level in levels:
                return levels[level].get("number_of_instances", initial)
    for policy in _of_type(policies, "InstantiationLevels"):
        info = ((_properties(policy).get("levels") or {}).get(level) or {}).get("scale_info") or {}
        if aspect in info:
            return initial + step * info[aspect].get("scale_level", 0)
    return initial
