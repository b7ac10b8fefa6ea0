/**
 * What Davit asks of an OpenStack, as tests that run against the lab cloud always, and against a real cloud when
 * {@code DAVIT_TEST_OPENRC} names an openrc file (see docs/openstack.md). A difference is a bug of the lab or of the driver.
 */
package dev.davit.openstack.contract;
