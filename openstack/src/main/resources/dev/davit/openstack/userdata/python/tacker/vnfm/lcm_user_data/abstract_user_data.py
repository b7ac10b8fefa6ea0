"""The base class of user-data classes."""

import abc


class AbstractUserData(metaclass=abc.ABCMeta):
    """A class that makes Heat parameters."""

    @staticmethod
    @abc.abstractmethod
    def instantiate(base_hot_dict=None, vnfd_dict=None,
                    inst_req_info=None, grant_info=None):
        """Returns a dict with the values of the top template's parameters."""
        raise NotImplementedError("the class has no method instantiate")
