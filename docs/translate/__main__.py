"""Bring the catalogue of a language up to date: `python docs/translate de`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from advisor.i18n.extract import extract_messages  # noqa: E402 - the checkout is found first
from advisor.i18n.po_file import BadCatalogue, read_po  # noqa: E402
from advisor.i18n.update_catalog import path_of, rewritten  # noqa: E402


def main(arguments: list[str]) -> int:
    """Rewrite the file of each language named, and say what is left to translate."""
    if not arguments:
        print("which language? for example: python docs/translate de", file=sys.stderr)
        return 2
    messages = extract_messages(ROOT / "advisor")
    for language in arguments:
        path = path_of(language)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        try:
            after = rewritten(before, language, messages)
            left = read_po(after).untranslated
        except BadCatalogue as bad:
            print(f"{path.relative_to(ROOT)}: {bad}", file=sys.stderr)
            return 1
        path.write_text(after, encoding="utf-8")
        done = len(messages) - len(left)
        print(f"{path.relative_to(ROOT)}: {done} of {len(messages)} translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
