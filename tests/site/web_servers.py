"""Real web servers for the tests, on free ports of this machine: Apache, nginx and Caddy."""

from __future__ import annotations

import http.client
import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from rdf_servers import Servers, free_port

MODULES = (
    "mpm_event",
    "authz_core",
    "unixd",
    "mime",
    "dir",
    "headers",
    "rewrite",
)
HTTPD_CONF = """
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
{account}
{modules}
PidFile {work}/pid
ErrorLog {work}/error.log
Mutex fcntl:{work} default
DefaultRuntimeDir {work}
TypesConfig /dev/null
AddType text/html .html
AddType text/csv .csv
DocumentRoot {folder}
<Directory {folder}>
  AllowOverride All
  Require all granted
</Directory>
"""
NGINX_CONF = """
{account}
daemon off;
pid {work}/pid;
error_log {work}/error.log;
events {{ }}
http {{
  access_log off;
  client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
  uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
{maps}
  server {{
    listen 127.0.0.1:{port};
    root {folder};
{rules}
  }}
}}
"""
CADDYFILE = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {folder}
{rules}
}}
"""


class Reply(NamedTuple):
    """What a server replied."""

    status: int
    headers: dict
    body: bytes


class WebServers(Servers):
    """Starts web servers, and stops them all at the end."""

    def __init__(self, need, folders):
        super().__init__(need, folders)
        self._copies = []

    def stop(self):
        """Stop every server that runs."""
        super().stop()
        for copy in self._copies:
            shutil.rmtree(copy)

    def apache(self, folder):
        """Start Apache with a folder of documents whose .htaccess counts."""
        names = ("apache2", "httpd", "/usr/sbin/apache2", "/usr/sbin/httpd")
        program = self._need("Apache", next(filter(None, map(shutil.which, names)), None))
        places = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2")
        top = self._need("the modules of Apache", next(filter(os.path.isdir, places), None))
        work = self._folders.mktemp("apache")
        port = free_port()
        modules = [f"LoadModule {name}_module {top}/mod_{name}.so" for name in MODULES]
        present = "\n".join(line for line in modules if Path(line.split()[2]).exists())
        account = ""
        if os.getuid() == 0:  # it gives root's rights up, and could not read the folder of a test
            folder, account = self._copy(folder), "User www-data\nGroup www-data"
        conf = HTTPD_CONF.format(port=port, account=account, modules=present, work=work, folder=folder)
        (work / "httpd.conf").write_text(conf, "utf-8")
        self._start([program, "-X", "-f", str(work / "httpd.conf")], work, port)
        return asker(port)

    def nginx(self, folder, maps, rules):
        """Start nginx with a folder."""
        program = self._need("nginx", shutil.which("nginx") or shutil.which("/usr/sbin/nginx"))
        work = self._folders.mktemp("nginx")
        port = free_port()
        account = "user root;" if os.getuid() == 0 else ""
        conf = NGINX_CONF.format(port=port, account=account, work=work, folder=folder, maps=maps, rules=rules)
        (work / "nginx.conf").write_text(conf, "utf-8")
        self._start([program, "-p", str(work), "-c", "nginx.conf", "-e", str(work / "error.log")], work, port)
        return asker(port)

    def caddy(self, folder, rules):
        """Start Caddy with a folder."""
        program = self._need("Caddy", shutil.which("caddy"))
        work = self._folders.mktemp("caddy")
        port = free_port()
        (work / "Caddyfile").write_text(CADDYFILE.format(port=port, folder=folder, rules=rules), "utf-8")
        own = ["env", f"XDG_CONFIG_HOME={work}", f"XDG_DATA_HOME={work}"]
        self._start([*own, program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"], work, port)
        return asker(port)

    def _copy(self, folder):
        copy = Path(tempfile.mkdtemp())
        self._copies.append(copy)
        copy.chmod(0o755)
        made = copy / "documents"
        shutil.copytree(folder, made)
        made.chmod(0o755)
        return made


def asker(port):
    """Return ``ask(path, accept)``, which asks the server at a port; it follows no redirect."""

    def ask(path, accept):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers={"Accept": accept} if accept else {})
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.headers, answer.read())
        connection.close()
        return reply

    return ask
