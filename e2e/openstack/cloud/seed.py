"""What the cloud offers: users, catalogue, flavors, networks, images, and quotas that can be reached. Adds what is missing."""
import requests

import qemu
from settings import ADDRESSES, GUESTS, PASSWORD, REGION, url

KEYSTONE = url('keystone', '/v3')
http = requests.Session()
http.trust_env = False

FLAVORS = (('m1.tiny', 1, 512, 1), ('m1.small', 1, 1024, 2), ('m1.medium', 2, 2048, 4), ('m1.large', 4, 4096, 8),
           # More than the quota, for tests of what happens then.
           ('davit.too-large', 128, 512, 1))


def keystone_answers():
    try:
        return http.get(KEYSTONE, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def log_in(project='admin'):
    domain = {'id': 'default'}
    user = {'name': 'admin', 'domain': domain, 'password': PASSWORD}
    answer = http.post(KEYSTONE + '/auth/tokens', json={'auth': {
        'identity': {'methods': ['password'], 'password': {'user': user}},
        'scope': {'project': {'name': project, 'domain': domain}}}})
    answer.raise_for_status()
    http.headers['X-Auth-Token'] = answer.headers['X-Subject-Token']


def call(method, address, **arguments):
    answer = http.request(method, address, **arguments)
    if not answer.ok:
        raise SystemExit('%s %s: %d %s' % (method, address, answer.status_code, answer.text[:400]))
    return answer.json() if 'json' in answer.headers.get('Content-Type', '') and answer.content else None


def have(address, kind, values, plural=None, **search):
    """The one that is there already, or a new one."""
    there = call('GET', address, params=search)[plural or kind + 's']
    return (there[0] if there else call('POST', address, json={kind: values})[kind])['id']


def identity():
    log_in()
    roles = {name: have(KEYSTONE + '/roles', 'role', {'name': name}, name=name)
             for name in ('admin', 'member', 'reader', 'service', 'heat_stack_owner', 'heat_stack_user')}

    def project(name):
        return have(KEYSTONE + '/projects', 'project', {'name': name, 'domain_id': 'default'}, name=name)

    def user(name, domain='default'):
        values = {'name': name, 'domain_id': domain, 'password': PASSWORD}
        return have(KEYSTONE + '/users', 'user', values, name=name, domain_id=domain)

    def grant(place, who, *names):
        for name in names:
            call('PUT', '%s/%s/users/%s/roles/%s' % (KEYSTONE, place, who, roles[name]))

    services, demo = 'projects/' + project('service'), 'projects/' + project('demo')
    for name in ('glance', 'placement', 'nova', 'neutron', 'heat', 'cinder'):
        grant(services, user(name), 'admin', 'service')
    grant(demo, user('demo'), 'member', 'heat_stack_owner')
    grant(demo, user('admin'), 'admin', 'member', 'heat_stack_owner')
    # The users that Heat makes for signals live in a domain of their own.
    domain = have(KEYSTONE + '/domains', 'domain', {'name': 'heat'}, name='heat')
    grant('domains/' + domain, user('heat_domain_admin', domain), 'admin')

    catalogue = [('identity', 'keystone', '/v3'), ('image', 'glance', ''), ('placement', 'placement', ''),
                 ('compute', 'nova', '/v2.1'), ('network', 'neutron', ''), ('orchestration', 'heat', '/v1/%(tenant_id)s'),
                 ('cloudformation', 'heat-cfn', '/v1')]
    if not GUESTS:  # the volumes of this Cinder hold nothing
        catalogue.append(('volumev3', 'cinder', '/v3/%(tenant_id)s'))
    for kind, name, path in catalogue:
        service = have(KEYSTONE + '/services', 'service', {'type': kind, 'name': name}, type=kind)
        for interface in ('public', 'internal', 'admin'):
            values = {'service_id': service, 'interface': interface, 'url': url(name, path), 'region_id': REGION}
            have(KEYSTONE + '/endpoints', 'endpoint', values, service_id=service, interface=interface)


def network(name, number, dhcp=True, **attributes):
    neutron = url('neutron', '/v2.0')
    prefix = '%s.%d' % (ADDRESSES, number)
    if GUESTS and name in qemu.CABLES:
        attributes.update({'provider:network_type': 'flat', 'provider:physical_network': name})
    identifier = have(neutron + '/networks', 'network', dict(attributes, name=name, shared=True), name=name)
    pool = {'start': prefix + '.20', 'end': prefix + '.250'}
    gateway = prefix + ('.1' if dhcp else '.2')
    subnet = have(neutron + '/subnets', 'subnet', {
        'name': 'sub' + name, 'network_id': identifier, 'ip_version': 4, 'cidr': prefix + '.0/24', 'gateway_ip': gateway,
        'enable_dhcp': dhcp, 'allocation_pools': [pool]}, network_id=identifier)
    return identifier, subnet


def resources():
    log_in()
    nova, neutron = url('nova', '/v2.1'), url('neutron', '/v2.0')
    demo = call('GET', KEYSTONE + '/projects', params={'name': 'demo'})['projects'][0]['id']
    known = {flavor['name'] for flavor in call('GET', nova + '/flavors')['flavors']}
    for name, cpus, memory, disk in FLAVORS:
        if name not in known:
            call('POST', nova + '/flavors', json={'flavor': {'name': name, 'vcpus': cpus, 'ram': memory, 'disk': disk}})
    call('PUT', '%s/os-quota-sets/%s' % (nova, demo), json={'quota_set': {
        'instances': 60, 'cores': 100, 'ram': 200000, 'server_groups': 60, 'server_group_members': 60}})

    _, subnet = network('net0', 0)
    network('net_mgmt', 1)
    network('net1', 2)
    public, _ = network('public', 9, dhcp=False, **{'router:external': True})
    router = have(neutron + '/routers', 'router', {
        'name': 'router0', 'tenant_id': demo, 'external_gateway_info': {'network_id': public}}, name='router0')
    if not call('GET', neutron + '/ports', params={'device_id': router, 'device_owner': 'network:router_interface'})['ports']:
        call('PUT', neutron + '/routers/%s/add_router_interface' % router, json={'subnet_id': subnet})

    image('dummy', 'raw', b'\0' * (1 << 20))
    if GUESTS:
        with open(qemu.guest_image(), 'rb') as disk:
            image('debian-12', 'qcow2', disk)
    else:
        image('debian-12', 'raw', b'\0' * (1 << 20))


def image(name, disk_format, data):
    glance = url('glance', '/v2')
    if call('GET', glance + '/images', params={'name': name})['images']:
        return
    made = call('POST', glance + '/images', json={
        'name': name, 'disk_format': disk_format, 'container_format': 'bare', 'visibility': 'public'})
    call('PUT', glance + '/images/%s/file' % made['id'], data=data,
         headers={'Content-Type': 'application/octet-stream'})


def openrc(user):
    # Tests that need guests run when they know a disk that boots.
    guest = [('DAVIT_TEST_GUEST_IMAGE', qemu.guest_image())] if GUESTS else []
    return ''.join('export %s=%s\n' % pair for pair in (
        ('OS_AUTH_URL', KEYSTONE), ('OS_IDENTITY_API_VERSION', '3'), ('OS_REGION_NAME', REGION), ('OS_USERNAME', user),
        ('OS_PASSWORD', PASSWORD), ('OS_PROJECT_NAME', 'demo'), ('OS_USER_DOMAIN_NAME', 'Default'),
        ('OS_PROJECT_DOMAIN_NAME', 'Default'), ('no_proxy', '127.0.0.1'), *guest))
