package dev.davit.lab.heat;

/** Templates that several tests use. */
final class Templates {
    static final String HEAD = "heat_template_version: 2021-04-16\n";

    /** vm on a port cp of its own; output ip. */
    static final String ONE_SERVER = HEAD + """
            parameters:
              label: {type: string, default: a}
            resources:
              vm:
                type: OS::Nova::Server
                properties:
                  image: debian-12
                  flavor: m1.tiny
                  networks: [{port: {get_resource: cp}}]
                  metadata: {label: {get_param: label}}
              cp:
                type: OS::Neutron::Port
                properties: {network: net0}
            outputs:
              ip: {value: {get_attr: [cp, fixed_ips, 0, ip_address]}}
            """;

    /** A group of vdu.yaml with policies out and in. */
    static final String GROUP = HEAD + """
            parameters:
              size: {type: number, default: 1}
            resources:
              group:
                type: OS::Heat::AutoScalingGroup
                properties:
                  min_size: 1
                  max_size: 3
                  desired_capacity: {get_param: size}
                  resource: {type: vdu.yaml, properties: {net: net0}}
              out:
                type: OS::Heat::ScalingPolicy
                properties: {scaling_adjustment: 1, auto_scaling_group_id: {get_resource: group}, adjustment_type: change_in_capacity}
              in:
                type: OS::Heat::ScalingPolicy
                properties: {scaling_adjustment: -1, auto_scaling_group_id: {get_resource: group}, adjustment_type: change_in_capacity}
            outputs:
              ips: {value: {get_attr: [group, outputs_list, ip]}}
              size: {value: {get_attr: [group, current_size]}}
            """;

    static final String VDU = HEAD + """
            parameters:
              net: {type: string}
            resources:
              VDU1:
                type: OS::Nova::Server
                properties: {image: debian-12, flavor: m1.tiny, networks: [{port: {get_resource: CP1}}]}
              CP1: {type: OS::Neutron::Port, properties: {network: {get_param: net}}}
            outputs:
              ip: {value: {get_attr: [CP1, fixed_ips, 0, ip_address]}}
            """;

    private Templates() {}

    static String resources(String yaml) {
        return HEAD + "resources:\n" + yaml.indent(2);
    }
}
