"""python -m tests.hardship cuts | kill9 | accounts | hostile | cluster | classroom | fuzz | load | soak: hard times on purpose, their counts printed."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.api.client import begin, messages
from tests.conftest import spawned
from tests.fakes.ollama import fake_ollama
from tests.hardship import accounts, classroom, cluster, cuts, fuzz, hostile, kill9, load

PARTS = {"crowd": accounts.crowd, "clocks": accounts.clocks, "disk": accounts.full_disk}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.hardship")
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("cuts").add_argument("--turns", type=int, default=100)
    commands.add_parser("kill9").add_argument("--kills", type=int, default=200)
    commands.add_parser("accounts").add_argument("part", choices=["all", *PARTS], nargs="?", default="all")
    guest = commands.add_parser("hostile")
    guest.add_argument("--learners", type=int, default=20)
    guest.add_argument("--seconds", type=float, default=120)
    pair = commands.add_parser("cluster")
    pair.add_argument("--typists", type=int, default=30)
    pair.add_argument("--speakers", type=int, default=10)
    pair.add_argument("--seconds", type=float, default=180)
    pair.add_argument("--pause", type=float, default=cluster.PAUSE_S, help="seconds at most between a reply and a line")
    lesson = commands.add_parser("classroom")
    for name, number in (("--listeners", 15), ("--speakers", 10), ("--typists", 15), ("--seconds", 180)):
        lesson.add_argument(name, type=int, default=number)
    lesson.add_argument("--slots", type=int, default=0, help="sentences spoken at once; 0 goes by cores")
    lesson.add_argument(
        "--lighter-s", type=float, default=3.0, help="the wait from which a lighter voice speaks; 0 is never"
    )
    commands.add_parser("fuzz").add_argument("--seconds", type=float, default=1200)
    for name, streams, seconds in (("load", 200, 60), ("soak", 10, 1800)):
        command = commands.add_parser(name)
        command.add_argument("--streams", type=int, default=streams)
        command.add_argument("--seconds", type=float, default=seconds)
    args = parser.parse_args()
    began = time.monotonic()
    done = globals()[f"_{args.what}"](args)
    print(f"{args.what}: {'as it should be' if done else 'NOT as it should be'}, {time.monotonic() - began:.0f} s")
    return 0 if done else 1


def _cuts(args: argparse.Namespace) -> bool:
    chance = random.Random()
    lost = torn = right = 0
    with tempfile.TemporaryDirectory() as folder, fake_ollama() as fake:
        fake.tokens, fake.delay_s = [f"🙂 Palabra {n}, ¿qué? " for n in range(40)], 0.003
        settings = fake.tutor(Path(folder))
        with spawned(settings) as server:
            for _ in range(args.turns):
                conversation = begin(server.client)
                reader = cuts.take_turn(server.url, conversation, cuts.random_limits(chance))
                right += (
                    reader.text == messages(server.client, conversation)[-1]["text"] == "".join(fake.tokens).rstrip()
                )
                lost, torn = lost + reader.cuts, torn + reader.torn
    print(f"{args.turns} turns, {lost} cuts, {torn} of them inside an event, {right} texts whole")
    return right == args.turns


def _kill9(args: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        counts = kill9.run(Path(folder), args.kills, seed=int(time.time()))
    print(
        f"{counts.kills} kills, {counts.interrupted} turns cut off, "
        f"{counts.acknowledged} acknowledged messages, none lost, database whole each time"
    )
    return True


def _accounts(args: argparse.Namespace) -> bool:
    return all([PARTS[part]() for part in PARTS if args.part in ("all", part)])


def _hostile(args: argparse.Namespace) -> bool:
    counted = hostile.run(args.learners, args.seconds)
    print(counted.table())
    return counted.passed


def _cluster(args: argparse.Namespace) -> bool:
    counted = cluster.run(args.typists, args.speakers, args.seconds, args.pause)
    print(counted.table())
    return counted.passed


def _classroom(args: argparse.Namespace) -> bool:
    sizes = args.listeners, args.speakers, args.typists
    met = classroom.run(*sizes, args.seconds, args.lighter_s, voice_slots=args.slots)
    print(met.table())
    return met.passed


def _fuzz(args: argparse.Namespace) -> bool:
    found = fuzz.run(args.seconds)
    print(found.table())
    return found.passed


def _load(args: argparse.Namespace) -> bool:
    counted = load.run(args.streams, args.seconds)
    print(counted.table())
    return not counted.errors


def _soak(args: argparse.Namespace) -> bool:
    """Flat memory: what is held in the last tenth of the run is no more than a twentieth above the second tenth.

    The least of each tenth is compared: what a sentence takes while it is synthesised comes and goes, by its length.
    """
    counted = load.run(args.streams, args.seconds, pause_s=0.5)
    print(counted.table())
    tenth = max(1, len(counted.memory) // 10)
    held = [round(min(counted.memory[n * tenth : (n + 1) * tenth])) for n in range(10)]
    print("held in each tenth, MB:", *held)
    early, late = held[1], held[-1]
    return not counted.errors and late < early * 1.05


if __name__ == "__main__":
    sys.exit(main())
