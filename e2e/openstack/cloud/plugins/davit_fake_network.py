"""A mechanism driver of Neutron for networks without wires: each port is bound at once and ACTIVE."""
from neutron_lib import constants
from neutron_lib.api.definitions import portbindings
from neutron_lib.plugins.ml2 import api


class FakeNetworkDriver(api.MechanismDriver):
    def initialize(self):
        """Nothing to prepare."""

    @property
    def connectivity(self):
        return portbindings.CONNECTIVITY_L2

    def bind_port(self, context):
        segments = context.segments_to_bind
        if segments:
            context.set_binding(segments[0][api.ID], portbindings.VIF_TYPE_BRIDGE,
                                {portbindings.CAP_PORT_FILTER: False}, status=constants.PORT_STATUS_ACTIVE)
