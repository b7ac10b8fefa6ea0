"""Starts Heat's engine.

Debian 12 has an oslo.messaging that takes the credentials out of a context before it sends a notification, and a Heat that then
tries to log in with the rest: each signal to a scaling policy ends in "Authorization failed". So a context without credentials is
not loaded here; newer releases of Heat do the same.
"""
import sys

from heat.cmd.engine import main
from heat.common import context

load = context.StoredContext._load_keystone_data


def load_if_it_can_log_in(self):
    if self.auth_token or self.auth_token_info or self.password or self.trust_id:
        load(self)
    else:
        self._keystone_loaded = True


context.StoredContext._load_keystone_data = load_if_it_can_log_in
sys.exit(main())
