"""A Postfix of the tests' own: its own folders, its own ports, nothing of the machine's."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

from services.mail_sink import free_port

MASTER = """\
127.0.0.1:{submission} inet n - n - - smtpd
    -o content_filter=advisor:[127.0.0.1]:{gate}
{documented}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.firm.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
local_recipient_maps =
relayhost = [127.0.0.1]:{onward}
smtp_tls_security_level = none
smtpd_relay_restrictions = permit_mynetworks, reject
smtputf8_enable = yes
disable_dns_lookups = yes
message_size_limit = 60000000
mailbox_size_limit = 0
minimal_backoff_time = 1s
maximal_backoff_time = 1s
queue_run_delay = 1s
transport_retry_time = 1s
smtp_connect_timeout = 5s
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
in_flow_delay = 0
"""


PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/gate.md"


def documented(folder: Path, back: int, *, judged: bool) -> tuple[str, str]:
    """Return what the page says to write: into `master.cf`, and into `main.cf`."""
    blocks = re.findall(r"```(?:ini|text)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    both = next(one for one in blocks if one.startswith("advisor "))
    if not judged:
        return both.replace("10026", str(back)), ""
    door = next(one for one in blocks if "header_checks=regexp" in one)
    (folder / "judged").write_text(next(one for one in blocks if one.endswith("HOLD\n")))
    (folder / "leaving").write_text(next(one for one in blocks if one.endswith("IGNORE\n")))
    main = "smtp_header_checks = regexp:/etc/postfix/leaving\n"
    master = both.partition("\n\n")[0] + "\n" + door.replace("10026", str(back))
    return (
        master.replace("/etc/postfix", str(folder)),
        main.replace("/etc/postfix", str(folder)),
    )


def missing() -> str:
    """Say why no Postfix can be run here; empty where one can."""
    if shutil.which("postfix", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None:
        return "needs Postfix"
    return "" if os.geteuid() == 0 else "Postfix starts as root only"


class Postfix:
    """One instance: mail comes in at `submission`, through the gate, back at `back`, and on."""

    def __init__(self, folder: Path, *, onward: int, judged: bool = False) -> None:
        """Write its settings; with `judged` it acts on the gate's header."""
        self.folder = folder
        self.submission, self.back, self.gate = free_port(), free_port(), free_port()
        self.config = folder / "config"
        self.config.mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "queue").mkdir()
        (folder / "data").mkdir()
        shutil.chown(folder / "data", "postfix")
        master, main = documented(self.config, self.back, judged=judged)
        (self.config / "main.cf").write_text(MAIN.format(folder=folder, onward=onward) + main)
        (self.config / "master.cf").write_text(
            MASTER.format(submission=self.submission, gate=self.gate, documented=master)
        )

    def __enter__(self) -> Self:
        """Start it."""
        self._run("postfix", "-c", str(self.config), "start")
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.submission)) == 0:
                    return self
            time.sleep(0.1)
        raise TimeoutError(self.log())

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._run("postfix", "-c", str(self.config), "stop")

    def queued(self, queue: str = "") -> int:
        """Count the messages that it has, in one queue or in all."""
        listed = self._run("postqueue", "-c", str(self.config), "-j").splitlines()
        return sum(queue in json.loads(one)["queue_name"] for one in listed)

    def flush(self) -> None:
        """Try everything again now."""
        self._run("postqueue", "-c", str(self.config), "-f")

    def log(self) -> str:
        """Return its log."""
        file = self.folder / "mail.log"
        return file.read_text(errors="replace") if file.exists() else ""

    def _run(self, *command: str) -> str:
        path = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
        )
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stdout}{done.stderr}{self.log()}")
        return done.stdout
