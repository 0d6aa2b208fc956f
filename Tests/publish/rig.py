"""Real servers on the loopback interface, and a sitegen to publish with."""

import json
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sitegen():
    """The binary under test: $SITEGEN, or the newest one that was built."""
    named = os.environ.get("SITEGEN")
    if named:
        return named
    built = [ROOT / ".build" / kind / "sitegen" for kind in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        raise SystemExit("build sitegen first: swift build -c release")
    return str(max(built, key=lambda path: path.stat().st_mtime))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for_port(port, process, log):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"no answer on port {port}: {pathlib.Path(log).read_text()}")


class Server:
    """A program that runs until `stop`."""

    def __init__(self, words, port, log):
        self.port = port
        with open(log, "w") as output:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        wait_for_port(port, self.process, log)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class SSHD(Server):
    """An sshd with keys of its own, for the user who runs the tests."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.user = pwd.getpwuid(os.getuid()).pw_name
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True
            )
        shutil.copy(self.folder / "user.pub", self.folder / "authorized")
        port = free_port()
        # A shell level above one keeps bash from reading the user's start files, which may be slow.
        (self.folder / "config").write_text(
            f"""
            ListenAddress 127.0.0.1
            Port {port}
            HostKey {self.folder}/host
            AuthorizedKeysFile {self.folder}/authorized
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 200
            SetEnv SHLVL=2
            """
        )
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        super().__init__(
            ["/usr/sbin/sshd", "-D", "-e", "-f", str(self.folder / "config")], port, self.folder / "log"
        )

    def know(self, port):
        """A list of host keys for the server as seen through that port."""
        known = self.folder / f"known-{port}"
        known.write_text(f"[127.0.0.1]:{port} {(self.folder / 'host.pub').read_text()}")
        return known

    def sessions(self):
        """The processes that serve a connection."""
        return [pid for pid in children(self.process.pid)]


def children(pid):
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found += [int(entry)] + children(int(entry))
    return found


class Wire:
    """A connection that can be cut, and that counts what goes over it: a TCP relay to a port."""

    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.bytes = 0
        self.pairs = []
        self.is_silent = False
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            with self.lock:
                self.pairs.append((client, server))
            for source, goal in ((client, server), (server, client)):
                threading.Thread(target=self._relay, args=(source, goal), daemon=True).start()

    def _relay(self, source, goal):
        try:
            while data := source.recv(65536):
                if self.is_silent:
                    continue
                with self.lock:
                    self.bytes += len(data)
                goal.sendall(data)
            goal.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def cut(self):
        """Both ends see the connection reset."""
        with self.lock:
            pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                end.close()

    def mute(self):
        """As if the cable were pulled: nothing arrives, and nobody is told."""
        self.is_silent = True

    def mend(self):
        self.cut()
        self.is_silent = False

    def stop(self):
        self.listener.close()
        self.cut()


class Nginx(Server):
    """Serves a folder, the way the documentation says."""

    def __init__(self, folder, root):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        port = free_port()
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"""
            {user}
            daemon off;
            pid {folder}/pid;
            error_log {folder}/error.log;
            worker_processes 1;
            events {{ }}
            http {{
              access_log off;
              keepalive_requests 1000000000;
              types {{ text/html html; text/css css; application/xml xml; text/plain txt; }}
              client_body_temp_path {folder}/body;
              proxy_temp_path {folder}/proxy;
              fastcgi_temp_path {folder}/fastcgi;
              uwsgi_temp_path {folder}/uwsgi;
              scgi_temp_path {folder}/scgi;
              server {{
                listen 127.0.0.1:{port};
                root {root};
              }}
            }}
            """
        )
        super().__init__(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder / "log")
        self.address = f"http://127.0.0.1:{port}"


class Site:
    """A folder with `Content/site.yaml` and a finished `Public`."""

    def __init__(self, folder, targets, base_url="https://www.example.org"):
        self.folder = pathlib.Path(folder)
        self.public = self.folder / "Public"
        (self.folder / "Content").mkdir(parents=True)
        self.public.mkdir()
        lines = ["edition: 2026", "title: Test", f"baseURL: {base_url}", "publish:"]
        for name, settings in targets.items():
            lines.append(f"  {name}:")
            lines += [f"    {key}: {json.dumps(str(value))}" if isinstance(value, (str, pathlib.Path))
                      else f"    {key}: {value}" for key, value in settings.items()]
        (self.folder / "Content" / "site.yaml").write_text("\n".join(lines) + "\n")

    def write(self, files):
        """Makes `Public` hold exactly these files; unchanged ones are left alone."""
        there = {str(path.relative_to(self.public)) for path in self.public.rglob("*") if path.is_file()}
        for path in there - set(files):
            (self.public / path).unlink()
        for path, content in files.items():
            file = self.public / path
            data = content.encode()
            if path in there and file.read_bytes() == data:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def command(self, *words):
        return [sitegen(), "publish", "--no-build", "--source", str(self.folder), *words]

    def start(self, *words, **options):
        return subprocess.Popen(
            self.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, **options,
        )

    def publish(self, *words, timeout=120, **options):
        return subprocess.run(
            self.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=timeout, **options,
        )


def temporary_folder():
    return pathlib.Path(tempfile.mkdtemp(prefix="sitegen-publish-"))
