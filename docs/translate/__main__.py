"""
Bring the catalogue of a language up to date: `python docs/translate de`.

What was translated stays; what is new waits, with a guess that is marked as fuzzy where
a sentence was only reworded; what nobody says any more is kept at the end as obsolete.
`--check` writes nothing, and fails where a file is not up to date or not whole.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from babel import Locale  # noqa: E402 - the checkout is found first
from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from advisor.i18n.po import BadCatalogue, read  # noqa: E402
from docs.translate.extraction import catalogue  # noqa: E402

FOLDER = ROOT / "advisor" / "i18n"
_HEAD = (
    "# The frame around the law, as it is said in one language; the law is never translated.\n"
    "# Every entry is a whole sentence: put its slots, such as {facts}, where they belong.\n#"
)


def updated(path: Path, template: Catalog) -> str:
    """Return the file of a language, brought up to date with the messages of the program."""
    language = path.stem
    if path.exists():
        with path.open("rb") as file:
            found = read_po(file, locale=language, ignore_obsolete=False, abort_invalid=True)
    else:
        found = Catalog(locale=Locale.parse(language), fuzzy=False)
    found.update(template, update_creation_date=False)
    found.header_comment = _HEAD
    written = BytesIO()
    write_po(written, found, width=0, include_lineno=False, include_previous=True, omit_header=True)
    header = "\n".join(
        [
            _HEAD,
            'msgid ""',
            'msgstr ""',
            f'"Language: {language}\\n"',
            '"MIME-Version: 1.0\\n"',
            '"Content-Type: text/plain; charset=UTF-8\\n"',
            '"Content-Transfer-Encoding: 8bit\\n"',
            f'"Plural-Forms: {found.plural_forms}\\n"',
        ]
    )
    return f"{header}\n\n{written.getvalue().decode().strip()}\n"


def main(arguments: list[str]) -> int:
    """Rewrite the file of each language named, and say what is left to translate."""
    languages = [name for name in arguments if name != "--check"]
    if not languages:
        print("which language? for example: python docs/translate de", file=sys.stderr)
        return 2
    check = len(languages) < len(arguments)
    template = catalogue()
    failed = False
    for language in languages:
        path = FOLDER / f"{language}.po"
        try:
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            read(before or 'msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n')
            after = updated(path, template)
            left = len(read(after).untranslated)
        except BadCatalogue as bad:
            print(f"{path.relative_to(ROOT)}: {bad}", file=sys.stderr)
            return 1
        if not check:
            path.write_text(after, encoding="utf-8")
        elif after != before:
            print(f"{path.relative_to(ROOT)}: not up to date: python docs/translate {language}")
        failed |= check and (after != before or bool(left))
        print(f"{path.relative_to(ROOT)}: {len(template) - left} of {len(template)} translated")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
