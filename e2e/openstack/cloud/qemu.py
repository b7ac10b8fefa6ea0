"""Real guests: libvirt with QEMU's software emulation, Neutron's Linux bridges and DHCP servers, and this host's way to the guests.

The networks net0 and net_mgmt each have a cable (a pair of virtual interfaces) to this host, which has address .2 in them. libvirtd
sees folders of the cloud where the host has /etc/libvirt, /run/libvirt and so on, so it meets no libvirt that the host may have.
"""
import hashlib
import os
import pathlib
import signal
import subprocess
import sys

from settings import ADDRESSES, ETC, HERE, LINK, STATE

LIBVIRT = STATE / 'libvirt'
URI = 'qemu+unix:///system?socket=%s' % (LIBVIRT / 'run/libvirt-sock')
CABLES = {'net0': LINK + '0', 'net_mgmt': LINK + '1'}
FOLDERS = {'etc': '/etc/libvirt', 'run': '/run/libvirt', 'lib': '/var/lib/libvirt', 'cache': '/var/cache/libvirt',
           'log': '/var/log/libvirt'}
# Docker lets nothing through that it does not know, and bridges are asked too.
FORWARD = ['FORWARD', '-i', 'brq+', '-o', 'brq+', '-m', 'comment', '--comment', str(STATE), '-j', 'ACCEPT']
PYTHON = '/usr/bin/python3'


def guest_image():
    """The guests' disk; another recipe makes another file."""
    recipe = hashlib.sha256()
    for path in sorted((HERE / 'guest').rglob('*')):
        if path.is_file():
            recipe.update(path.read_bytes())
    return STATE / ('guest-%s.qcow2' % recipe.hexdigest()[:12])


def configure(files):
    """Changes the configuration of the services, and adds that of the agents."""
    compute = files['nova']
    compute['DEFAULT'].update(
        compute_driver='libvirt.LibvirtDriver', force_raw_images='false', sync_power_state_interval=600,
        shutdown_timeout=5,  # the guests do not listen for the power button
        vif_plugging_timeout=120)
    compute['libvirt'] = dict(virt_type='qemu', cpu_mode='none', inject_partition=-2, connection_uri=URI, tb_cache_size=256)
    network = files['neutron']
    del network['DEFAULT']['dhcp_agent_notification']
    network['experimental'] = dict(linuxbridge='true')
    network['agent'] = dict(root_helper='sudo neutron-rootwrap /etc/neutron/rootwrap.conf', report_interval=10)
    files['ml2'] = {
        'ml2': dict(extension_drivers='port_security,qos', path_mtu=1500, mechanism_drivers='linuxbridge',
                    type_drivers='flat,local', tenant_network_types='local'),
        'ml2_type_flat': dict(flat_networks='*'),
        'linux_bridge': dict(physical_interface_mappings=','.join('%s:%sb' % cable for cable in CABLES.items())),
        'vxlan': dict(enable_vxlan='false'),
        # Security groups are kept and not enforced: this host's firewall belongs to others.
        'securitygroup': dict(firewall_driver='noop'),
        'agent': dict(polling_interval=1),
    }
    files['dhcp'] = {'DEFAULT': dict(interface_driver='linuxbridge', enable_isolated_metadata='false', resync_interval=10)}


def prepare(daemons):
    """What must be there before Nova: the disk of the guests, the cables, libvirtd."""
    image = guest_image()
    if not image.exists():
        with open(STATE / 'log/guest-image.log', 'wb') as log:
            if subprocess.run([HERE / 'guest/build', image], stdin=subprocess.DEVNULL, stdout=log, stderr=log).returncode:
                sys.exit('the disk of the guests could not be made; see ' + log.name)
    for number, name in enumerate(CABLES.values()):
        if not pathlib.Path('/sys/class/net', name).exists():
            ip('link', 'add', name, 'type', 'veth', 'peer', 'name', name + 'b')
            ip('addr', 'add', '%s.%d.2/24' % (ADDRESSES, number), 'dev', name)
            ip('link', 'set', name, 'up')
            ip('link', 'set', name + 'b', 'up')
    if quiet('iptables', '-C', *FORWARD):
        subprocess.run(['iptables', '-I', *FORWARD], check=True)
    start_libvirtd(daemons)


def ip(*words):
    subprocess.run(['ip', *words], check=True)


def quiet(*words):
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True).returncode


def start_libvirtd(daemons):
    for name in FOLDERS:
        (LIBVIRT / name / 'qemu').mkdir(parents=True, exist_ok=True)
    (LIBVIRT / 'etc/libvirtd.conf').write_text('auth_unix_rw = "none"\nauth_unix_ro = "none"\n')
    (LIBVIRT / 'etc/qemu.conf').write_text(
        'user = "root"\ngroup = "root"\nsecurity_driver = "none"\ncgroup_controllers = []\nnamespaces = []\n'
        'stdio_handler = "file"\n')
    # libvirtd asks for a user and a group that it then does not use.
    for name, line in (('passwd', 'libvirt-qemu:x:64055:64055::/nonexistent:/usr/sbin/nologin\n'),
                       ('group', 'libvirt-qemu:x:64055:\nkvm:x:64056:\n')):
        (LIBVIRT / name).write_text(pathlib.Path('/etc', name).read_text() + line)
    script = ['set -e']
    for name, folder in FOLDERS.items():
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        script.append('mount --bind "$0/%s" %s' % (name, folder))
    script += ['mount --bind "$0/%s" /etc/%s' % (name, name) for name in ('passwd', 'group')]
    script.append('exec libvirtd --pid-file "$0/libvirtd.pid"')
    daemons.start('libvirtd', ['unshare', '--mount', 'sh', '-c', '; '.join(script), LIBVIRT])
    daemons.wait('libvirtd', libvirt_answers, 60)


def libvirt_answers():
    import libvirt
    libvirt.registerErrorHandler(lambda context, error: None, None)
    try:
        libvirt.open(URI).close()
        return True
    except libvirt.libvirtError:
        return False


def start_agents(daemons):
    """To be called when Neutron answers. A port that is made before its agent is known can never be used."""
    configuration = ['--config-file', ETC / 'neutron.conf', '--config-file', ETC / 'compute-1.conf']
    for name, module, own in (('bridges', 'neutron.cmd.eventlet.plugins.linuxbridge_neutron_agent', 'ml2'),
                              ('dhcp', 'neutron.cmd.eventlet.agents.dhcp', 'dhcp')):
        daemons.start('neutron-' + name, [
            PYTHON, '-c', 'import sys; from %s import main; sys.exit(main())' % module, *configuration,
            '--config-file', ETC / (own + '.conf')])


def await_agents(daemons, count):
    daemons.wait('neutron-bridges', lambda: count(
        'agents where heartbeat_timestamp > utc_timestamp() - interval 20 second', 'neutron') >= 2)


def clean(networks):
    """Takes away what is left when the daemons have ended: guests, DHCP servers, interfaces. networks: their ids"""
    for note in [*LIBVIRT.glob('run/qemu/*.pid'), *STATE.glob('neutron/dhcp/*/pid')]:
        end(note)
    for network in networks:
        bridge = 'brq' + network[:11]
        ports = pathlib.Path('/sys/class/net', bridge, 'brif')
        for port in (ports.iterdir() if ports.exists() else ()):
            if port.name.startswith('tap'):
                quiet('ip', 'link', 'del', port.name)
        quiet('ip', 'netns', 'del', 'qdhcp-' + network)
        quiet('ip', 'link', 'del', bridge)
    for name in CABLES.values():
        quiet('ip', 'link', 'del', name)
    while not quiet('iptables', '-D', *FORWARD):
        pass


def end(note):
    """The process of a file with its id, if it is one of this cloud's."""
    try:
        pid = int(note.read_text())
        if str(STATE).encode() in pathlib.Path('/proc/%d/cmdline' % pid).read_bytes():
            os.kill(pid, signal.SIGKILL)
    except (FileNotFoundError, ProcessLookupError, ValueError):
        pass  # it has ended
    note.unlink(missing_ok=True)
