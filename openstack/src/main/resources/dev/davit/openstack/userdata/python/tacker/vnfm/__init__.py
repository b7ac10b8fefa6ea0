"""See tacker.vnfm.lcm_user_data."""
