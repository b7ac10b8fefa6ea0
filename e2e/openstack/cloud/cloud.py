#!/usr/bin/python3 -B
"""A real OpenStack on this machine, from Debian's packages: cloud.py up | down | purge | logs.

Keystone, Glance, Placement, Nova, Neutron, Heat and Cinder on 127.0.0.1, as root; servers, networks and volumes exist in their
services' books only, there are no guests. With DAVIT_CLOUD_HYPERVISOR=qemu there are guests, and no Cinder (qemu.py).
"up" leaves alone what runs; "down" ends all of it; "purge" also deletes databases and images; "logs" prints the services' latest
errors. Status 4: "up" found a port in use by somebody else. More about the environment: settings.py.
"""
import os
import shutil
import socket
import subprocess
import sys
import time

import qemu
import seed
import settings
from daemons import Daemons
from settings import COMPUTE_HOSTS, ETC, GUESTS, HERE, PORT, RABBIT, STATE

PYTHON = '/usr/bin/python3'
NOVA = ['--config-file', ETC / 'nova.conf', '--config-file', ETC / 'nova-db.conf']
NEUTRON = ['--config-file', ETC / 'neutron.conf', '--config-file', ETC / 'ml2.conf']
INFRASTRUCTURE = ('mariadb', 'epmd', 'rabbit', 'memcached')


def say(text):
    print('[%3d s] %s' % (time.monotonic() - BEGIN, text), flush=True)


def conf(name):
    return ['--config-file', ETC / (name + '.conf')]


def listens(port):
    with socket.socket() as s:
        s.settimeout(1)
        return s.connect_ex(('127.0.0.1', port)) == 0


def sql(text, database='mysql'):
    return subprocess.run(['mariadb', '-u', 'root', '--socket=%s' % settings.SOCKET, '-N', database, '-e', text],
                          capture_output=True, text=True)


def once(name, work):
    """Does work unless an earlier run has got through it."""
    mark = STATE / ('done.' + name)
    if not mark.exists():
        work()
        mark.touch()
        say(name)


def run(name, *commands):
    with open(STATE / 'log' / (name + '.log'), 'ab') as log:
        for command in commands:
            words = [str(word) for word in command]
            if subprocess.run(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log).returncode:
                sys.exit('%s failed; see %s' % (' '.join(words), log.name))


def module(path, *arguments):
    """Runs main() of a Python module, as the script of the service's Debian package does."""
    return [PYTHON, '-c', 'import sys; from %s import main; sys.exit(main())' % path, *arguments]


def wsgi(name, script, processes, **environment):
    daemons.start(
        name, ['uwsgi', '--plugin', 'python3', '--http-socket', '127.0.0.1:%d' % PORT[name], '--wsgi-file', script,
               '--processes', processes, '--threads', '4', '--master', '--enable-threads', '--lazy-apps', '--need-app',
               '--die-on-term', '--thunder-lock', '--disable-logging', '--buffer-size', '65535',
               '--add-header', 'Connection: close'],
        **environment)


def start_infrastructure():
    if not (STATE / 'mysql' / 'mysql').exists():
        run('mariadb-install', ['mariadb-install-db', '--no-defaults', '--user=root', '--skip-test-db',
                                '--datadir=%s' % (STATE / 'mysql'), '--auth-root-authentication-method=normal'])
    daemons.start(
        'mariadb', ['mariadbd', '--no-defaults', '--user=root', '--datadir=%s' % (STATE / 'mysql'),
                    '--socket=%s' % settings.SOCKET, '--pid-file=%s' % (STATE / 'mysql.pid'), '--skip-networking',
                    '--max-connections=800', '--innodb-flush-log-at-trx-commit=0', '--innodb-flush-method=nosync',
                    '--innodb-doublewrite=0', '--skip-log-bin', '--character-set-server=utf8mb3'])
    daemons.start('memcached', ['memcached', '-u', 'root', '-l', '127.0.0.1', '-p', PORT['memcached']])
    erlang = dict(ERL_EPMD_PORT=PORT['epmd'], ERL_EPMD_ADDRESS='127.0.0.1', HOME=STATE / 'rabbit')
    daemons.start('epmd', ['epmd', '-port', PORT['epmd'], '-address', '127.0.0.1'], **erlang)
    daemons.wait('epmd', lambda: listens(PORT['epmd']))
    (ETC / 'rabbit.conf').write_text(
        'listeners.tcp.1 = 127.0.0.1:%d\nvm_memory_high_watermark.absolute = 1GB\ndisk_free_limit.absolute = 100MB\n'
        % PORT['rabbit'])
    daemons.start(
        'rabbit', ['/usr/lib/rabbitmq/bin/rabbitmq-server'], RABBITMQ_NODENAME='davit@localhost',
        RABBITMQ_CONFIG_FILE=ETC / 'rabbit.conf', RABBITMQ_MNESIA_BASE=STATE / 'rabbit', RABBITMQ_LOG_BASE=STATE / 'log',
        RABBITMQ_ENABLED_PLUGINS_FILE=ETC / 'rabbit-plugins', RABBITMQ_CONF_ENV_FILE='/dev/null',
        RABBITMQ_PID_FILE=STATE / 'rabbit.pid', RABBITMQ_DIST_PORT=PORT['rabbit-distribution'],
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none', **erlang)
    daemons.wait('mariadb', lambda: sql('select 1').returncode == 0)


def make_databases():
    for name in ('keystone', 'glance', 'placement', 'nova_api', 'nova_cell0', 'nova', 'neutron', 'heat', 'cinder'):
        sql('drop database if exists %s; create database %s character set utf8mb3' % (name, name))
    for keys in ('fernet', 'credential'):
        (ETC / keys).mkdir(mode=0o700, exist_ok=True)
    keystone = ['keystone-manage', *conf('keystone')]
    nova = ['nova-manage', *NOVA]
    who = ['--keystone-user', 'root', '--keystone-group', 'root']
    work = {
        'keystone': ([*keystone, 'db_sync'], [*keystone, 'fernet_setup', *who], [*keystone, 'credential_setup', *who],
                     [*keystone, 'bootstrap', '--bootstrap-password', settings.PASSWORD,
                      '--bootstrap-region-id', settings.REGION]),
        'nova': ([*nova, 'api_db', 'sync'],
                 [*nova, 'cell_v2', 'map_cell0', '--database_connection', settings.database('nova_cell0')],
                 [*nova, 'db', 'sync'],
                 [*nova, 'cell_v2', 'create_cell', '--name', 'cell1', '--transport-url', RABBIT,
                  '--database_connection', settings.database('nova')]),
        'neutron': (['neutron-db-manage', *NEUTRON, 'upgrade', 'heads'],),
        'heat': (['heat-manage', *conf('heat'), 'db_sync'],),
        'glance': (['glance-manage', *conf('glance'), 'db_sync'],),
        'placement': (['placement-manage', '--config-file', ETC / 'placement/placement.conf', 'db', 'sync'],),
        'cinder': (['cinder-manage', *conf('cinder'), 'db', 'sync'],),
    }
    children = []
    for name, commands in work.items():  # side by side: most of each is importing Python
        child = os.fork()
        if child == 0:
            try:
                run('database-' + name, *commands)
                os._exit(0)
            except SystemExit as failed:
                print(failed, file=sys.stderr, flush=True)
                os._exit(1)
        children.append(child)
    if any([os.waitpid(child, 0)[1] for child in children]):
        sys.exit('the databases could not be made; see %s' % (STATE / 'log'))


def start_services():
    plugins = HERE / 'plugins'
    wsgi('placement', '/usr/bin/placement-api', 1, OS_PLACEMENT_CONFIG_DIR=ETC / 'placement')
    daemons.start('neutron', [PYTHON, plugins / 'neutron_server.py', *NEUTRON], PYTHONPATH=plugins)
    daemons.start('nova', module('nova.cmd.api', *NOVA))
    daemons.start('nova-conductor', module('nova.cmd.conductor', *NOVA))
    daemons.start('nova-scheduler', module('nova.cmd.scheduler', *NOVA))
    daemons.start('glance', module('glance.cmd.api', *conf('glance')))
    daemons.start('heat-engine', [PYTHON, plugins / 'heat_engine.py', *conf('heat')])
    daemons.start('heat', module('heat.cmd.api', *conf('heat')))
    daemons.start('heat-cfn', module('heat.cmd.api_cfn', *conf('heat')))
    if not GUESTS:
        daemons.start('cinder', module('cinder.cmd.api', *conf('cinder')))
        daemons.start('cinder-scheduler', module('cinder.cmd.scheduler', *conf('cinder')))
        daemons.start('cinder-volume', module('cinder.cmd.volume', *conf('cinder')), PYTHONPATH=plugins)
    for host in COMPUTE_HOSTS:
        daemons.start('nova-' + host, module('nova.cmd.compute', *conf('nova'), *conf(host)))


def count(query, database):
    answer = sql('select count(*) from ' + query, database).stdout.strip()
    return int(answer) if answer.isdigit() else 0


def await_services():
    for name in ('neutron', 'placement', 'nova', 'glance', 'heat', 'heat-cfn'):
        daemons.wait(name, lambda: listens(PORT[name]))
        if name == 'neutron' and GUESTS:
            qemu.start_agents(daemons)
    recent = 'utc_timestamp() - interval 60 second'
    daemons.wait('heat-engine', lambda: count(
        'service where deleted_at is null and coalesce(updated_at, created_at) > ' + recent, 'heat') >= 2)
    daemons.wait('nova-scheduler', lambda: count('compute_nodes where deleted = 0', 'nova') >= len(COMPUTE_HOSTS))
    daemons.wait('nova-conductor', lambda: count(
        'services where `binary` = "nova-compute" and deleted = 0 and coalesce(updated_at, created_at) > ' + recent,
        'nova') >= len(COMPUTE_HOSTS))
    if GUESTS:
        qemu.await_agents(daemons, count)
        return
    daemons.wait('cinder', lambda: listens(PORT['cinder']))
    daemons.wait('cinder-volume', lambda: count(
        'services where `binary` = "cinder-volume" and coalesce(updated_at, created_at) > ' + recent, 'cinder') > 0)


def require_ports():
    """Ends this program when somebody else listens where a service that does not run yet is going to."""
    # Some daemons are called otherwise than their ports.
    taken = [number for name, number in PORT.items()
             if not daemons.pid('rabbit' if name == 'rabbit-distribution' else name) and listens(number)]
    if taken:
        print('in use by another program: port %s; DAVIT_CLOUD_PORT_BASE moves this cloud (ports %d to %d)' % (
            ', '.join(map(str, taken)), min(PORT.values()), max(PORT.values())), file=sys.stderr)
        sys.exit(4)


def up():
    require_ports()
    for folder in ('tmp', 'images', 'instances', 'rabbit', 'etc/placement'):
        (STATE / folder).mkdir(parents=True, exist_ok=True)
    files = settings.files()
    if GUESTS:
        qemu.configure(files)
        qemu.prepare(daemons)
        say('libvirt')
    settings.write(files)
    start_infrastructure()
    once('databases', make_databases)
    daemons.wait('rabbit', lambda: listens(PORT['rabbit']))
    wsgi('keystone', '/usr/bin/keystone-wsgi-public', 2, OS_KEYSTONE_CONFIG_FILES=ETC / 'keystone.conf')
    daemons.wait('keystone', seed.keystone_answers)
    once('identity', seed.identity)
    start_services()
    await_services()
    once('hosts', lambda: run('hosts', ['nova-manage', *NOVA, 'cell_v2', 'discover_hosts']))
    once('resources', seed.resources)
    for user in ('admin', 'demo'):
        (STATE / ('openrc-' + user)).write_text(seed.openrc(user))
    say('ready: . %s' % (STATE / 'openrc-demo'))


def down():
    if not STATE.exists():
        return
    names = daemons.names()
    daemons.stop([name for name in names if name not in INFRASTRUCTURE])
    if GUESTS:
        qemu.clean(sql('select id from networks', 'neutron').stdout.split())
    daemons.stop([name for name in names if name in INFRASTRUCTURE])
    say('stopped')


def logs():
    for log in sorted((STATE / 'log').glob('*.log')):
        errors = [line for line in log.read_text(errors='replace').splitlines() if ' ERROR ' in line or ' CRITICAL ' in line]
        for line in errors[-5:]:
            print('%s: %s' % (log.name, line[:300]))


if __name__ == '__main__':
    BEGIN = time.monotonic()
    if len(sys.argv) != 2 or sys.argv[1] not in ('up', 'down', 'purge', 'logs') or os.getuid() != 0:
        sys.exit('as root: ' + __doc__.splitlines()[0])
    os.environ.update(PATH='/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL='C.UTF-8', no_proxy='*')
    daemons = Daemons(STATE)
    if sys.argv[1] == 'up':
        up()
    elif sys.argv[1] == 'logs':
        logs()
    else:
        down()
        if sys.argv[1] == 'purge':
            shutil.rmtree(STATE, ignore_errors=True)
