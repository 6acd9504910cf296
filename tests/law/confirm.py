"""
Bring the list of what was read up to date: `python tests/law/confirm.py`.

It shows each citation, day, pinpoint, address and quotation that the law has and the list
has not, and what the law no longer says; whoever read them says so, and the list is
written. `--yes` says so at once; `--check` writes nothing and fails where they differ.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from what_was_read import difference, lines, listed, told, write  # noqa: E402 - found first

from advisor import load  # noqa: E402 - found first

_ASK = "Did you see each of these yourself, in the authority it stands with? [yes/no] "
_OLD = "The law no longer says these. Shall they leave the list? [yes/no] "


def main(arguments: list[str]) -> int:
    """Show what is new and what is gone, and write the list once that is confirmed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--yes", action="store_true", help="say that you saw them all")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if they differ")
    wanted = parser.parse_args(arguments)
    now, before = told(load().law), listed()
    new, gone = difference(now, before), difference(before, now)
    for sign, words in (("+", new), ("-", gone)):
        for line in lines(words):
            print(sign, line)
    if not new and not gone:
        print("The list says what the law says.")
        return 0
    if wanted.check or not (wanted.yes or _confirmed(_ASK if new else _OLD)):
        print("Nothing was written.")
        return 1
    write(now)
    added, left = (sum(1 for _ in lines(words)) for words in (new, gone))
    print(f"Wrote {added} new words, and left out {left}.")
    return 0


def _confirmed(question: str) -> bool:
    try:
        return input(question).strip().casefold() == "yes"
    except EOFError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
