"""Where things are, and the services' configuration files."""
import os
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
# fake: servers without guests. qemu: guests that boot, emulated (qemu.py). Each has a folder and ports of its own.
HYPERVISOR = os.environ.get('DAVIT_CLOUD_HYPERVISOR', 'fake')
GUESTS = {'fake': False, 'qemu': True}[HYPERVISOR]
STATE = pathlib.Path(os.environ.get('DAVIT_CLOUD_DIR', '/var/tmp/davit-openstack' + ('-qemu' if GUESTS else '')))
ETC = STATE / 'etc'
PASSWORD = 'secret'
REGION = 'RegionOne'

# A range of their own, so that the lab (5000) and a developer's own services are not in the way.
BASE = int(os.environ.get('DAVIT_CLOUD_PORT_BASE', '21100' if GUESTS else '21000'))
PORT = {name: BASE + i for i, name in enumerate((
    'keystone', 'glance', 'nova', 'placement', 'neutron', 'heat', 'heat-cfn', 'cinder', 'memcached', 'rabbit',
    'rabbit-distribution', 'epmd'))}
RABBIT = 'rabbit://guest:guest@127.0.0.1:%d/' % PORT['rabbit']
SOCKET = STATE / 'mysql.sock'
# Of the networks: net0 is ADDRESSES.0.0/24, and so on. With guests, this host has interfaces named after LINK in them.
ADDRESSES = os.environ.get('DAVIT_CLOUD_ADDRESSES', '10.40')
LINK = os.environ.get('DAVIT_CLOUD_LINK', 'davit')
COMPUTE_HOSTS = ('compute-1',) if GUESTS else ('compute-1', 'compute-2')


def url(service, path=''):
    return 'http://127.0.0.1:%d%s' % (PORT[service], path)


def database(name):
    return 'mysql+pymysql://root@localhost/%s?unix_socket=%s&charset=utf8' % (name, SOCKET)


def login(user):
    return dict(auth_type='password', auth_url=url('keystone', '/v3'), username=user, password=PASSWORD,
                project_name='service', user_domain_id='default', project_domain_id='default', region_name=REGION)


def token_check(user):
    return dict(login(user), www_authenticate_uri=url('keystone', '/v3'),
                memcached_servers='127.0.0.1:%d' % PORT['memcached'], service_token_roles='service',
                service_token_roles_required='false')


def service(name, **sections):
    """What every service but Keystone has."""
    common = {
        'DEFAULT': dict(transport_url=RABBIT, state_path=STATE / name, log_options='false'),
        'database': dict(connection=database(name), max_pool_size=10, max_overflow=40),
        'keystone_authtoken': token_check(name),
        'oslo_concurrency': dict(lock_path=STATE / 'tmp'),
    }
    for section, values in sections.items():
        common.setdefault(section, {}).update(values)
    return common


def keystone():
    return {
        'DEFAULT': dict(use_stderr='true'),
        'database': dict(connection=database('keystone')),
        'token': dict(expiration=14400),
        'fernet_tokens': dict(key_repository=ETC / 'fernet'),
        'credential': dict(key_repository=ETC / 'credential'),
        'identity': dict(password_hash_rounds=4),  # cheap: nothing here is worth a secret
        'cache': dict(enabled='true', backend='dogpile.cache.memcached',
                      memcache_servers='127.0.0.1:%d' % PORT['memcached']),
    }


def nova():
    return service(
        'nova',
        DEFAULT=dict(
            my_ip='127.0.0.1', enabled_apis='osapi_compute', osapi_compute_listen='127.0.0.1',
            osapi_compute_listen_port=PORT['nova'], osapi_compute_workers=2, instances_path=STATE / 'instances',
            compute_driver='fake.FakeDriver',
            # The fake driver forgets its servers when it ends; they are not to be found missing.
            sync_power_state_interval=-1,
            reserved_host_memory_mb=0, heal_instance_info_cache_interval=0,
            cpu_allocation_ratio=16, ram_allocation_ratio=2, disk_allocation_ratio=20,
            rootwrap_config='/etc/nova/rootwrap.conf'),
        wsgi=dict(api_paste_config='/usr/share/nova-common/api-paste.ini'),
        conductor=dict(workers=1), scheduler=dict(workers=1), vnc=dict(enabled='false'),
        placement=login('placement'), neutron=login('neutron'), cinder=login('cinder'),
        glance=dict(region_name=REGION), service_user=dict(login('nova'), send_service_user_token='true'))


def neutron():
    return service(
        'neutron',
        DEFAULT=dict(
            bind_host='127.0.0.1', bind_port=PORT['neutron'], core_plugin='ml2', service_plugins='router,qos',
            api_workers=1, rpc_workers=1, rpc_state_report_workers=0,
            api_paste_config='/usr/share/neutron-common/api-paste.ini',
            dhcp_agent_notification='false'),
        nova=login('nova'), quotas=dict(default_quota=-1))


def ml2():
    return {
        'ml2': dict(extension_drivers='port_security,qos', path_mtu=1500, mechanism_drivers='davit_fake',
                    type_drivers='flat,vlan,vxlan,local', tenant_network_types='vxlan'),
        'ml2_type_flat': dict(flat_networks='*'),
        'ml2_type_vlan': dict(network_vlan_ranges='physnet0:1:4000'),
        'ml2_type_vxlan': dict(vni_ranges='1:60000'),
    }


def heat():
    trustee = {k: v for k, v in login('heat').items() if k not in ('project_name', 'project_domain_id', 'region_name')}
    return service(
        'heat',
        DEFAULT=dict(
            region_name_for_services=REGION, heat_metadata_server_url=url('heat-cfn'),
            heat_waitcondition_server_url=url('heat-cfn', '/v1/waitcondition'), stack_user_domain_name='heat',
            stack_domain_admin='heat_domain_admin', stack_domain_admin_password=PASSWORD, num_engine_workers=2,
            max_stacks_per_tenant=-1, max_resources_per_stack=-1, trusts_delegated_roles='',
            # What fails here fails for good; with the default of 5 a port whose address is taken needs a minute for that.
            action_retry_limit=2),
        heat_api=dict(bind_host='127.0.0.1', bind_port=PORT['heat'], workers=1),
        heat_api_cfn=dict(bind_host='127.0.0.1', bind_port=PORT['heat-cfn'], workers=1),
        paste_deploy=dict(api_paste_config='/etc/heat/api-paste.ini'),
        trustee=trustee, clients_keystone=dict(auth_uri=url('keystone')),
        ec2authtoken=dict(auth_uri=url('keystone', '/v3')))


def cinder():
    return service(
        'cinder',
        DEFAULT=dict(
            my_ip='127.0.0.1', osapi_volume_listen='127.0.0.1', osapi_volume_listen_port=PORT['cinder'],
            osapi_volume_workers=1, enabled_backends='fake', glance_api_servers=url('glance'), host='davit',
            api_paste_config='/etc/cinder/api-paste.ini', rootwrap_config='/etc/cinder/rootwrap.conf',
            resource_query_filters_file='/etc/cinder/resource_filters.json'),
        fake=dict(volume_driver='davit_fake_volume.FakeVolumeDriver', volume_backend_name='fake'),
        nova=login('nova'), service_user=dict(login('cinder'), send_service_user_token='true'))


def files():
    glance = service(
        'glance', DEFAULT=dict(bind_host='127.0.0.1', bind_port=PORT['glance'], workers=1),
        glance_store=dict(stores='file,http', default_store='file', filesystem_store_datadir=STATE / 'images'),
        paste_deploy=dict(flavor='keystone', config_file='/usr/share/glance-common/glance-api-paste.ini'))
    placement = service('placement', api=dict(auth_strategy='keystone'),
                        placement_database=dict(connection=database('placement')))
    compute = nova()
    databases = {'api_database': dict(connection=database('nova_api')), 'database': compute.pop('database')}
    # Apart, since nova-compute must not know of databases.
    all_files = {'keystone': keystone(), 'glance': glance, 'placement/placement': placement, 'nova': compute,
                 'nova-db': databases, 'neutron': neutron(), 'ml2': ml2(), 'heat': heat(), 'cinder': cinder()}
    for host in COMPUTE_HOSTS:
        all_files[host] = {'DEFAULT': dict(host=host)}
    return all_files


def write(all_files):
    for name, sections in all_files.items():
        text = ''.join('[%s]\n%s\n' % (section, ''.join('%s = %s\n' % pair for pair in values.items()))
                       for section, values in sections.items())
        path = ETC / (name + '.conf')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
