"""Real servers for the tests and the benchmarks, on free ports of this machine."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from pathlib import Path

PATIENCE = 60

VIRTUOSO_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {files}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 6
[SPARQL]
{limits}
"""


class Servers:
    """Starts servers, and stops them all at the end."""

    def __init__(self, need, folders):
        self._need = need
        self._folders = folders
        self._running = []

    def oxigraph(self, command, *arguments):
        """Start ``oxigraph serve`` or ``serve-read-only`` and return its address."""
        beside = Path(sysconfig.get_path("scripts")) / "oxigraph"
        program = self._need("oxigraph", str(beside) if beside.exists() else shutil.which("oxigraph"))
        port = free_port()
        self._start([program, command, "--bind", f"127.0.0.1:{port}", *arguments], None, port)
        return f"http://127.0.0.1:{port}"

    def virtuoso(self, limits="", *, buffers=4000, files=".", sql=None):
        """Start an empty Virtuoso 7 and return its address, without user and password (both are dba).

        It has so many buffers of 8 KiB, reads files of that folder, and answers SQL at the port ``sql``.
        """
        program = self._need("virtuoso-t", shutil.which("virtuoso-t"))
        folder = self._folders.mktemp("virtuoso")
        port = free_port()
        ini = VIRTUOSO_INI.format(
            sql=sql or free_port(), http=port, limits=limits, buffers=buffers, dirty=buffers * 3 // 4, files=files
        )
        (folder / "v.ini").write_text(ini, "utf-8")
        self._start([program, "+configfile", "v.ini", "+foreground"], folder, port)
        return f"http://127.0.0.1:{port}"

    def stop(self):
        """Stop every server that runs."""
        for server in self._running:
            server.terminate()
        for server in self._running:
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(PATIENCE)

    def _start(self, command, folder, port):
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._running.append(server)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if server.poll() is not None:
                raise RuntimeError(f"{command[0]} ended with {server.returncode}")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"{command[0]} does not answer")


def free_port():
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
