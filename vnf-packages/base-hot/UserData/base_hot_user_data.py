"""The Heat parameters of the sample VNF with a base HOT. The VNF manager runs this at instantiation, isolated."""

import tacker.vnfm.lcm_user_data.utils as utils
from tacker.vnfm.lcm_user_data.abstract_user_data import AbstractUserData


class BaseHotUserData(AbstractUserData):

    @staticmethod
    def instantiate(base_hot_dict=None, vnfd_dict=None,
                    inst_req_info=None, grant_info=None):
        names = utils.create_initial_param_server_port_dict(base_hot_dict)
        flavors = utils.create_vdu_flavor_capability_name_dict(vnfd_dict)
        images = utils.create_vdu_image_dict(grant_info)
        networks = utils.create_network_dict(inst_req_info, names)
        capacities = utils.create_desired_capacity_dict(
            base_hot_dict, vnfd_dict, inst_req_info)
        return {
            **utils.create_final_param_dict(names, flavors, images, networks),
            'workers_capacity': capacities['workers'],
            **utils.get_diff_base_hot_param_from_api(
                base_hot_dict, inst_req_info),
        }
