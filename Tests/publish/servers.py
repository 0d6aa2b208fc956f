"""Real servers on the loopback interface, each with a configuration of its own and a port that was free."""

import os
import pathlib
import pwd
import random
import shutil
import socket
import subprocess
import sys
import time

from processes import children


taken = []


def free_port():
    """A port that nobody listens on, and that no other process of these tests gets as long as this one lives.

    Below those that the system gives to outgoing connections, of which the tests make thousands.
    """
    for port in random.sample(range(20_000, 32_000), 1000):
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0sitegen-test-port-{port}")
            with socket.socket() as listener:
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                listener.bind(("127.0.0.1", port))
        except OSError:
            claim.close()
            continue
        taken.append(claim)
        return port
    raise RuntimeError("no free port")


class Server:
    """A program that runs until `stop`."""

    def __init__(self, words, port, log, ready=None, **options):
        """`ready` says whether it can be used; by default, whether it takes connections."""
        self.port = port
        with open(log, "w") as output:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, **options
            )
        # Long, since a machine with much else to do may need it; a server that can't start ends by itself.
        deadline = time.monotonic() + 240
        while not (ready or self._answers)():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"{words[0]} does not answer: {pathlib.Path(log).read_text()}")
            time.sleep(0.05)

    def _answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class SSHD(Server):
    """An sshd with keys of its own, for the user who runs the tests; at the far end of a cable if there is one."""

    def __init__(self, folder, cable=None, settings=""):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        self.user = pwd.getpwuid(os.getuid()).pw_name
        self.host = cable.server_address if cable else "127.0.0.1"
        for name in ("host", "user", "stranger"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", self.folder / name], check=True
            )
        shutil.copy(self.folder / "user.pub", self.folder / "authorized")
        port = free_port()
        # A shell level above one keeps bash from reading the user's start files, which may be slow.
        (self.folder / "config").write_text(
            f"""
            ListenAddress {self.host}
            Port {port}
            HostKey {self.folder}/host
            AuthorizedKeysFile {self.folder}/authorized
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            MaxStartups 200
            SetEnv SHLVL=2
            {settings}
            """
        )
        if os.getuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)
        log = self.folder / "log"
        words = ["/usr/sbin/sshd", "-D", "-e", "-f", str(self.folder / "config")]
        if cable:
            super().__init__([*cable.inside("server"), *words], port, log, lambda: "listening" in log.read_text())
        else:
            super().__init__(words, port, log)

    def know(self, port=None, key="host"):
        """A list of host keys for the server as seen through that port."""
        port = port or self.port
        known = self.folder / f"known-{port}-{key}"
        known.write_text(f"[{self.host}]:{port} {(self.folder / f'{key}.pub').read_text()}")
        return known

    def sessions(self):
        """The processes that serve connections."""
        return children(self.process.pid)

    def login(self, port=None):
        """The settings of a target that gets in."""
        return {
            "host": self.host, "port": port or self.port, "user": self.user, "knownHosts": self.know(port),
            "identity": self.folder / "user",
        }


class Nginx(Server):
    """Serves a folder, or what `server` says instead: the body of nginx's `server` block."""

    def __init__(self, folder, root=None, server=None):
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
              types {{ text/html html; text/css css; application/xml xml; text/plain txt; image/svg+xml svg; }}
              client_body_temp_path {folder}/body;
              proxy_temp_path {folder}/proxy;
              fastcgi_temp_path {folder}/fastcgi;
              uwsgi_temp_path {folder}/uwsgi;
              scgi_temp_path {folder}/scgi;
              server {{
                listen 127.0.0.1:{port};
                {server or f"root {root};"}
              }}
            }}
            """
        )
        super().__init__(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], port, folder / "log")


class Apache(Server):
    """An Apache with one virtual host: `host` is the body of its `<VirtualHost>`."""

    modules = ["mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "setenvif", "alias", "autoindex"]

    def __init__(self, folder, host):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        port = free_port()
        load = "\n".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in self.modules
        )
        types = "\n".join(
            f"AddType {kind} .{ending}"
            for ending, kind in {
                "html": "text/html", "css": "text/css", "xml": "application/xml", "txt": "text/plain",
                "svg": "image/svg+xml",
            }.items()
        )
        # As Debian has it, which takes compressed pages for archives.
        types += "\nAddType application/x-gzip .gz .tgz"
        user = "User root\nGroup root" if os.getuid() == 0 else ""
        (folder / "apache.conf").write_text(
            f"""
{load}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
TypesConfig /dev/null
{types}
<VirtualHost 127.0.0.1:{port}>
{host}
</VirtualHost>
"""
        )
        program = ["/usr/sbin/apache2", "-d", str(folder), "-f", str(folder / "apache.conf")]
        super().__init__([*program, "-DFOREGROUND"], port, folder / "log")


class Caddy(Server):
    """A Caddy with one site: `site` is the body of its block."""

    def __init__(self, folder, site):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        port = free_port()
        (folder / "Caddyfile").write_text(
            f"{{\n  admin off\n  auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n{site}\n}}\n"
        )
        super().__init__(
            ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], port, folder / "log",
            env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        )


class Store(Server):
    """An S3-compatible store: moto, which keeps everything in memory and gives it out to everybody who shows any key."""

    key = {"Authorization": "AWS4-HMAC-SHA256 Credential=any/20250101/us-east-1/s3/aws4_request"}

    bucket = "site"

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True)
        port = free_port()
        beside = pathlib.Path(sys.executable).parent / "moto_server"
        words = [str(beside) if beside.exists() else "moto_server", "-H", "127.0.0.1", "-p", str(port)]
        super().__init__(words, port, folder / "log")
        subprocess.run(["rclone", "mkdir", f"store:{self.bucket}"], env=self.environment(), check=True)

    def environment(self, port=None, secret="test-secret"):
        """What makes rclone know it as `store:`."""
        variables = {
            "TYPE": "s3", "PROVIDER": "Other", "ACCESS_KEY_ID": "test-id", "SECRET_ACCESS_KEY": secret,
            "REGION": "us-east-1", "ENDPOINT": f"http://127.0.0.1:{port or self.port}",
        }
        # No configuration of the user's, and none of the certificates that this version of rclone can't do with.
        kept = {name: value for name, value in os.environ.items() if name != "AWS_CA_BUNDLE"}
        return kept | {"RCLONE_CONFIG": "/dev/null"} | {f"RCLONE_CONFIG_STORE_{name}": value for name, value in variables.items()}
