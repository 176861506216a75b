"""What ``make test`` and ``make stick-proof`` fetch when it is missing, and what they say when it cannot be fetched.

The scripts run on a machine made for them: a folder of commands in which little is installed, and an ``apt-get`` that
notes what it is asked for.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

SCRIPTS: Final = Path(__file__).parents[1] / "scripts"
PLAIN: Final = ("cmp", "dirname", "env", "grep", "head", "ls", "mkdir", "mktemp", "rm", "sed", "sh", "tail")
APT: Final = """#!/bin/sh
echo "$@" >>apt.log
echo "apt speaks"
case " $fail " in *" $1 "*) exit 100;; esac
[ "$1" != download ] || : >"$2.deb"
"""
DPKG: Final = '#!/bin/sh\nmkdir -p "$3/boot"\n: >"$3/boot/vmlinuz-test"\n'
CACHE: Final = '#!/bin/sh\necho "  Depends: linux-image-6.1-amd64"\n'


@dataclass(frozen=True)
class Machine:
    """A machine with a checkout, on which a script is run."""

    root: Path

    def bring(self, name: str, text: str) -> None:
        (self.root / "bin" / name).write_text(text)
        (self.root / "bin" / name).chmod(0o755)

    def run(self, script: str, *, failing: Iterable[str] = ()) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.root / 'bin'}", "fail": " ".join(failing), "TMPDIR": str(self.root)}
        return subprocess.run(
            ["/bin/sh", str(self.root / "scripts" / script)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def fetched(self) -> str:
        logs = [self.root / "apt.log", self.root / "build/proof/kernel/packages/apt.log"]
        return "".join(log.read_text() for log in logs if log.exists())


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    for name in PLAIN:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    (tmp_path / "scripts").mkdir()
    for script in SCRIPTS.glob("*.sh"):
        shutil.copy(script, tmp_path / "scripts")
    for lock in ("package-lock.json", "node_modules/.installed-lock"):
        (tmp_path / "scripts" / "audit" / lock).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "scripts" / "audit" / lock).write_text("{}")
    made.bring("id", "#!/bin/sh\necho 0\n")
    made.bring("apt-get", APT)
    made.bring("apt-cache", CACHE)
    made.bring("dpkg", DPKG)
    return made


def test_the_tests_fetch_what_is_missing_and_nothing_else(machine: Machine) -> None:
    for name in ("chromium", "firefox-esr", "minisign", "pdftoppm", "node"):
        machine.bring(name, "#!/bin/sh\n")
    done = machine.run("prepare-tests.sh")
    assert (done.returncode, done.stdout) == (0, "")
    update, install = machine.fetched.splitlines()
    assert update == "update -qq"
    assert install.startswith("install -y -qq --no-install-recommends ")
    assert {"npm", "fontconfig"} <= set(install.split())
    assert not {"chromium", "firefox-esr", "minisign", "poppler-utils", "nodejs"} & set(install.split())


def test_the_proof_fetches_its_tools_and_unpacks_a_kernel_once(machine: Machine) -> None:
    assert machine.run("prepare-proof.sh").returncode == 0
    assert (machine.root / "build/proof/kernel/boot/vmlinuz-test").exists()
    assert "qemu-system-x86" in machine.fetched
    machine.bring("qemu-system-x86_64", "#!/bin/sh\n")
    for name in ("mkfs.vfat", "fsck.vfat", "mkfs.exfat", "fsck.exfat"):
        machine.bring(name, "#!/bin/sh\n")
    (machine.root / "apt.log").unlink()
    assert machine.run("prepare-proof.sh").returncode == 0
    assert machine.fetched == ""


@pytest.mark.parametrize(
    ("script", "failing", "said"),
    [
        (
            "prepare-tests.sh",
            "update",
            "The list of packages could not be fetched: see above, then run make test again.",
        ),
        (
            "prepare-proof.sh",
            "update",
            "The list of packages could not be fetched: see above, then run make stick-proof again.",
        ),
        (
            "prepare-tests.sh",
            "install",
            "could not be installed: install them by hand, then run make test again.",
        ),
        (
            "prepare-proof.sh",
            "install",
            "could not be installed: install them by hand, then run make stick-proof again.",
        ),
        (
            "prepare-proof.sh",
            "download",
            "The package linux-image-6.1-amd64 could not be fetched: see above, then run make stick-proof again.",
        ),
    ],
)
def test_what_cannot_be_fetched_is_said_with_apts_own_words_and_the_next_step(
    machine: Machine, script: str, failing: str, said: str
) -> None:
    done = machine.run(script, failing=[failing])
    assert done.returncode == 2
    *_before, apt, last = done.stderr.splitlines()
    assert apt == "apt speaks"
    assert last.endswith(said)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("prepare-tests.sh", "run as root: apt-get install "),
        ("prepare-proof.sh", "run make stick-proof as root once."),
    ],
)
def test_without_the_right_to_install_nothing_is_tried(machine: Machine, script: str, said: str) -> None:
    machine.bring("id", "#!/bin/sh\necho 1000\n")
    done = machine.run(script)
    assert (done.returncode, machine.fetched) == (2, "")
    assert said in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("prepare-tests.sh", "install them with your system's package manager, then run make test again."),
        ("prepare-proof.sh", "run make stick-proof on Debian."),
    ],
)
def test_a_system_without_apt_is_told_what_to_install(machine: Machine, script: str, said: str) -> None:
    (machine.root / "bin" / "apt-get").unlink()
    done = machine.run(script)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(said)
