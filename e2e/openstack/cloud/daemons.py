"""Background processes that outlive this program: each has a file with its process id and start time."""
import os
import signal
import subprocess
import sys
import time


def start_time(pid):
    """Of a process, in clock ticks; None when it does not run. An id that was given to another process does not match."""
    try:
        with open('/proc/%d/stat' % pid) as stat:
            return stat.read().rsplit(')', 1)[1].split()[19]
    except (FileNotFoundError, ProcessLookupError):
        return None


class Daemons:
    def __init__(self, state):
        self.notes = state / 'run'
        self.logs = state / 'log'
        self.notes.mkdir(parents=True, exist_ok=True)
        self.logs.mkdir(parents=True, exist_ok=True)

    def pid(self, name):
        try:
            pid, started = (self.notes / name).read_text().split()
        except (FileNotFoundError, ValueError):
            return None
        return int(pid) if start_time(int(pid)) == started else None

    def start(self, name, command, **environment):
        if self.pid(name):
            return
        with open(self.logs / (name + '.log'), 'ab') as log:
            process = subprocess.Popen(
                [str(word) for word in command], env=dict(os.environ, **{k: str(v) for k, v in environment.items()}),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        (self.notes / name).write_text('%d %s' % (process.pid, start_time(process.pid)))

    def wait(self, name, is_ready, seconds=180):
        """Until is_ready() holds; gives up when the daemon of that name has ended."""
        end = time.monotonic() + seconds
        while not is_ready():
            if not self.pid(name):
                sys.exit('%s ended:\n%s' % (name, self.tail(name)))
            if time.monotonic() > end:
                sys.exit('%s was not ready after %d s:\n%s' % (name, seconds, self.tail(name)))
            time.sleep(0.3)

    def tail(self, name):
        lines = (self.logs / (name + '.log')).read_text(errors='replace').splitlines()
        return '\n'.join(lines[-25:])

    def names(self):
        return sorted(note.name for note in self.notes.iterdir())

    def stop(self, names, patience=8):
        """Ends these and all that they have started: asks first, and does not ask again."""
        groups = {name: self.pid(name) for name in names}
        for how, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5)):
            end = time.monotonic() + seconds
            for pid in filter(None, groups.values()):
                self._signal(pid, how)
            while any(self._signal(pid, 0) for pid in filter(None, groups.values())) and time.monotonic() < end:
                time.sleep(0.1)
        for name in names:
            (self.notes / name).unlink(missing_ok=True)

    @staticmethod
    def _signal(group, number):
        try:
            os.killpg(group, number)
            return True
        except ProcessLookupError:
            return False
