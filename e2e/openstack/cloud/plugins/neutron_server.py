"""Starts Neutron's server.

Its workers configure the object mapping when they first need it, and sometimes two greenlets of one worker are in each other's way; that
worker then answers 500 to every list of ports. So it is done here, before there are workers.
"""
import sys

from neutron.cmd.eventlet.server import main
from neutron.db.migration.models import head  # noqa: F401 (all models must be known)
from sqlalchemy import orm

orm.configure_mappers()
sys.exit(main())
