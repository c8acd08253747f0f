#!/usr/bin/env python3
"""Faults in a tutor's replies that a program can see, and a sheet for reading the rest blind.

    score_talk.py transcripts.jsonl                     the table, and each fault with its reply
    score_talk.py transcripts.jsonl --words es.dic      also words that no Spanish dictionary holds (Hunspell .dic + .aff
                                                        through chunspell or spylls, whichever is installed)
    score_talk.py a.jsonl --against b.jsonl --sheet S   pairs of replies to the same line in random order, to be judged
                                                        without knowing whose is whose; the key goes to S.key

Faults: repeated (says again what it said before in this conversation), parrot (gives the learner's own words back),
machine (falls out of its role: assistant, AI, "¿en qué puedo ayudarte?", the learner's level), foreign (not Spanish),
broken (opens with a comma, unbalanced marks, no end, more than 90 words), stuck (neither question nor anything new:
shorter than three words), unknown word. A reply counts as faulty once, however many faults it has. No fault is
not yet a good reply: read them.
"""

import argparse
import json
import random
import re
from difflib import SequenceMatcher

MACHINE = re.compile(
    r"inteligencia artificial|modelo de lenguaje|asistente (virtual|de)|\bIA\b|soy un (programa|bot|asistente)|como (un |una )?(A1|A2|B1|B2|C1|C2)\b"
    r"|tu nivel|el alumno|la alumna|aprender español conmigo|no tengo (emociones|sentimientos|experiencias personales)|¿en qué (más )?puedo (ayudarte|asistirte)",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(the|is|are|you|what|and|this|that|with|please|sorry|how|of|to)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def norm(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def alike(a: str, b: str) -> float:
    return SequenceMatcher(None, norm(a).split(), norm(b).split()).ratio()


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?…])\s+", text.strip()) if len(WORD.findall(s)) >= 3]


def faults(turn: dict, before: list[str], spells) -> list[str]:
    reply, found = turn["tutor"].strip(), []
    words = WORD.findall(reply)
    earlier = [s for text in before for s in sentences(text)]
    if any(alike(reply, text) > 0.7 for text in before) or any(
        alike(s, e) > 0.8 for s in sentences(reply) for e in earlier
    ):
        found.append("repeated")
    if len(words) >= 4 and alike(reply, turn["learner"]) > 0.7:
        found.append("parrot")
    if MACHINE.search(reply):
        found.append("machine")
    if len(ENGLISH.findall(reply)) >= 3 and not ENGLISH.search(turn["learner"]):
        found.append("foreign")
    if (
        not words
        or len(words) > 90
        or reply[-1] not in '.!?…»)"'
        or reply[0] in ",.;:"
        or reply.count("¿") != reply.count("?")
        or reply.count("¡") != reply.count("!")
    ):
        found.append("broken")
    if len(words) < 3:
        found.append("stuck")
    if spells:
        starts = {m.start() for m in re.finditer(r"(?:^|[.!?¿¡…:«\"]\s*)\w", reply)}
        for m in WORD.finditer(reply):
            capital = m.group()[0].isupper() and m.start() not in {s for s in starts} and m.start() != 0
            if (
                not capital
                and not spells(m.group())
                and not spells(m.group().lower())
                and m.group().lower() not in turn["learner"].lower()
            ):
                found.append(f"unknown word: {m.group()}")
    return found


def dictionary(path: str):
    base = path.removesuffix(".dic")
    try:
        import os

        from hunspell import Hunspell  # type: ignore  # the package is called chunspell

        return Hunspell(os.path.basename(base), hunspell_data_dir=os.path.dirname(os.path.abspath(base))).spell
    except ImportError:
        from spylls.hunspell import Dictionary  # type: ignore

        return Dictionary.from_files(base).lookup


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("transcripts")
    parser.add_argument("--words")
    parser.add_argument("--against")
    parser.add_argument("--sheet")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    talks = [json.loads(line) for line in open(args.transcripts, encoding="utf-8")]
    if args.against:
        others = {t["id"]: t for t in map(json.loads, open(args.against, encoding="utf-8"))}
        rng, key = random.Random(7), []
        with open(args.sheet or "sheet.txt", "w", encoding="utf-8") as sheet:
            for talk in talks:
                if (other := others.get(talk["id"])) is None:
                    continue
                swap = rng.random() < 0.5
                key.append(f"{talk['id']}\t{'B A' if swap else 'A B'}")
                first, second = (other, talk) if swap else (talk, other)
                sheet.write(f"== {talk['id']} level {talk['level']} scenario {talk['scenario']}\n")
                for n, (one, two) in enumerate(zip(first["turns"], second["turns"], strict=True), 1):
                    sheet.write(f"{n} LEARNER {one['learner']}\n  first:  {one['tutor']}\n  second: {two['tutor']}\n")
        open((args.sheet or "sheet.txt") + ".key", "w").write("\n".join(key) + "\n")
        return
    spells = dictionary(args.words) if args.words else None
    count, replies, faulty = {}, 0, 0
    for talk in talks:
        before = list(talk.get("opening", []))
        for turn in talk["turns"]:
            found = faults(turn, before, spells)
            before.append(turn["tutor"])
            replies += 1
            faulty += bool(found)
            for fault in {f.split(":")[0] for f in found}:
                count[fault] = count.get(fault, 0) + 1
            if found and not args.json:
                print(f"{talk['id']}: {', '.join(found)}\n    {turn['learner']}\n    {turn['tutor']}")
    if args.json:
        print(json.dumps({"replies": replies, "faulty": faulty, **count}))
    else:
        print(f"\n{replies} replies, {faulty} faulty ({faulty / max(1, replies):.0%})")
        for fault, n in sorted(count.items(), key=lambda item: -item[1]):
            print(f"  {fault:14s}{n:4d}")


if __name__ == "__main__":
    main()
