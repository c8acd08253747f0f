"""sudo python deploy/in_folders.py [--arch ARCH] FOLDER [COMMAND …]: takes the steps of the Containerfile where no container
engine runs.

Each stage becomes a folder below FOLDER, begun by debootstrap and entered by chroot; what is checked out here is its context.
COMMAND runs at last as the image's own would, in its folder, as its user. The network and the certificates are this machine's.
ARCH is what the image is for, as Debian calls it (arm64); another one than this machine's needs an emulator that the kernel
knows (Debian's qemu-user-static, which registers itself), and many times as long.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
STEPS = ROOT / "deploy" / "Containerfile"
# What of this machine a step may know: how it reaches the network.
_NETWORK = re.compile(r"(?i).*_proxy|.*(_cert|_certs|_cainfo|_ca_bundle)|ssl_cert_.*|pip_(index|default).*")
BUILT_HERE = "--platform=$BUILDPLATFORM"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass
class Stage:
    """An image as far as it is made: its folder, and how the next step is run in it."""

    folder: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": _PATH, "HOME": "/root"})
    workdir: str = "/"
    user: str = "root"

    def inside(self, path: str) -> Path:
        """A path of the image, from its working directory, as it is here."""
        return self.folder / os.path.normpath(os.path.join(self.workdir, path)).lstrip("/")

    def run(self, command: list[str]) -> None:
        """Raises CalledProcessError."""
        for file in ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt"):  # a step may have brought others
            (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(f"/{file}", self.folder / file)
        network = {name: value for name, value in os.environ.items() if _NETWORK.fullmatch(name)}
        # Programs look at /proc; it is there for this step only.
        words = ["unshare", "--mount", "sh", "-ec", 'mount -t proc proc "$0/proc"; exec chroot "$@"', str(self.folder)]
        words += [f"--userspec={self.user}", str(self.folder), "sh", "-c", 'cd "$0" && exec "$@"', self.workdir]
        subprocess.run([*words, *command], env=network | self.environment, check=True)


def steps(content: str) -> list[tuple[str, str]]:
    """The instructions of a Containerfile with what they are told, a step that goes on over lines as one."""
    lines = [line for line in content.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in whole.splitlines())]


def begun(told: str, folder: Path, arch: str) -> Stage:
    """A stage that begins with a release of Debian, which is fetched once; for `arch`, unless it is this machine's in any case."""
    *options, image = told.split()
    if BUILT_HERE in options:
        arch = ""
    suite = image.removeprefix("debian:").removesuffix("-slim")
    base = folder.parent / "-".join(filter(None, ["debian", suite, arch]))
    if not base.is_dir():
        of = [f"--arch={arch}"] if arch else []
        subprocess.run(["debootstrap", "--variant=minbase", *of, suite, f"{base}.part"], check=True)
        shutil.move(f"{base}.part", base)
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cp", "-a", base, folder], check=True)
    return Stage(folder)


def copy(stage: Stage, told: str, made: dict[str, Stage]) -> None:
    """COPY, from what is checked out here or from another stage."""
    *options, source, target = told.split()
    into = stage.inside(target)
    if options:
        taken = made[options[0].removeprefix("--from=")].inside(source)
        into.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", "-T", taken, into], check=True)
        return
    listed = subprocess.run(["git", "ls-files", "-z", source], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        copied = into / os.path.relpath(name, source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copied)


def made_in(folder: Path, arch: str = "") -> tuple[Stage, list[str]]:
    """The last stage, and the command of its image, for an architecture or this machine's. Raises CalledProcessError."""
    made: dict[str, Stage] = {}
    stage, command = Stage(folder), [""]
    for word, told in steps(STEPS.read_text(encoding="utf-8")):
        sys.stderr.write(f"{word} {told}\n")
        if word == "FROM":
            image, _, name = told.partition(" AS ")
            stage = made[name or "image"] = begun(image, folder / (name or "image"), arch)
        elif word == "RUN":
            stage.run(["sh", "-ec", told])
        elif word == "COPY":
            copy(stage, told, made)
        elif word == "WORKDIR":
            stage.workdir = told
            stage.inside(".").mkdir(parents=True, exist_ok=True)
        elif word == "ENV":
            for name, _, value in (one.partition("=") for one in told.split()):
                stage.environment[name] = value.replace("$PATH", stage.environment["PATH"])
        elif word == "USER":
            stage.user, stage.environment["HOME"] = told, f"/home/{told}"
        elif word == "CMD":
            command = json.loads(told)
        elif word not in ("EXPOSE", "VOLUME"):
            raise SystemExit(f"{word} is not understood here.")
    return stage, command


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The steps of the Containerfile, in folders.")
    parser.add_argument("--arch", default="")
    parser.add_argument("folder", type=Path)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    last, usual = made_in(args.folder.resolve(), args.arch)
    last.run(args.command or usual)
