"""Lines between a publisher and a server that can be cut."""

import contextlib
import os
import shutil
import socket
import subprocess
import threading


class Wire:
    """A TCP relay to a port: a connection that can be cut, and that counts what goes over it."""

    def __init__(self, target):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.bytes = 0
        self.pairs = []
        self.is_silent = False
        self.limit = None
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
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
                    if self.limit is not None and self.bytes >= self.limit:
                        self.is_silent = True
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
                with contextlib.suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                    # Closing alone would wait for the thread that reads from it.
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def mute(self):
        """As if the cable were pulled: nothing arrives, and nobody is told."""
        self.is_silent = True

    def mute_after(self, count):
        """The same, once so many more bytes have gone over it."""
        self.limit = self.bytes + count

    def mend(self):
        self.cut()
        self.limit = None
        self.is_silent = False

    def stop(self):
        self.listener.close()
        self.cut()


class Cable:
    """Two network namespaces, a publisher's and a server's, with one cable between them that can be pulled.

    They and the cable vanish with the two processes that hold them. Made as root where the system permits it.
    """

    server_address = "198.18.0.2"

    def __init__(self):
        self.holders = []
        try:
            for _ in range(2):
                holder = subprocess.Popen(
                    ["unshare", "--net", "sh", "-c", "ip link set lo up && echo ready && exec sleep infinity"],
                    stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                )
                self.holders.append(holder)
                if holder.stdout.readline() != "ready\n":
                    raise OSError("no network namespaces here")
            self.ip("publisher", "link add cable type veth peer name cable netns " + str(self.holders[1].pid))
            for side, address in (("publisher", "198.18.0.1"), ("server", self.server_address)):
                self.ip(side, f"address add {address}/30 dev cable")
                self.ip(side, "link set cable up")
        except BaseException:
            self.stop()
            raise

    @staticmethod
    def why_not():
        """Why there can't be one here; nothing where there can."""
        if os.getuid() != 0:
            return "not root"
        for tool in ("unshare", "nsenter", "ip"):
            if not shutil.which(tool):
                return f"no `{tool}`"
        try:
            Cable().stop()
        except (OSError, subprocess.CalledProcessError) as error:
            return f"the system refuses: {error}"
        return None

    def inside(self, side):
        """The words in front of a command that shall run on one side."""
        return ["nsenter", f"--net=/proc/{self.holders[side == 'server'].pid}/ns/net", "--"]

    def ip(self, side, words):
        subprocess.run([*self.inside(side), "ip", *words.split()], check=True, stderr=subprocess.DEVNULL)

    def pull(self):
        self.ip("publisher", "link set cable down")

    def plug(self):
        self.ip("publisher", "link set cable up")

    def stop(self):
        for holder in self.holders:
            holder.kill()
            holder.wait()
            holder.stdout.close()
