# Heat parameters of the cluster, for requests that name this script (lcm-operation-user-data). Without it Davit's stock class
# gives the same.
import tacker.vnfm.lcm_user_data.utils as UserDataUtil

from tacker.vnfm.lcm_user_data.abstract_user_data import AbstractUserData


class KubernetesClusterUserData(AbstractUserData):

    @staticmethod
    def instantiate(base_hot_dict=None, vnfd_dict=None, inst_req_info=None, grant_info=None):
        names = UserDataUtil.create_initial_param_server_port_dict(base_hot_dict)
        flavors = UserDataUtil.create_vdu_flavor_capability_name_dict(vnfd_dict)
        images = UserDataUtil.create_sw_image_dict(vnfd_dict)
        images.update(UserDataUtil.create_vdu_image_dict(grant_info))
        networks = UserDataUtil.create_network_dict(inst_req_info, names)
        parameters = UserDataUtil.create_final_param_dict(names, flavors, images, networks)
        # What the request gives under the name of a parameter of the template.
        parameters.update(UserDataUtil.get_diff_base_hot_param_from_api(base_hot_dict, inst_req_info))
        return parameters
