"""
Write the generated pages, and the outputs of the examples in the others.

`python docs/generate` writes; `python docs/generate --check` lists what is stale and fails.
"""

from __future__ import annotations

import sys

from examples import ROOT, pages, played
from reference import references


def main() -> int:
    """Bring every page up to date, or tell which are not."""
    check = sys.argv[1:] == ["--check"]
    fresh = {page: played(page) for page in pages()}
    fresh |= {ROOT / "docs/reference" / name: text for name, text in references().items()}
    stale = [
        page
        for page, text in sorted(fresh.items())
        if not page.exists() or page.read_text(encoding="utf-8") != text
    ]
    left_over = sorted(set((ROOT / "docs/reference/policies").rglob("*.md")) - fresh.keys())
    for page in (*stale, *left_over):
        print(f"{'stale' if check else 'wrote'} {page.relative_to(ROOT)}")
        if check:
            continue
        if page in fresh:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(fresh[page], encoding="utf-8")
        else:
            page.unlink()
    if check and (stale or left_over):
        print("run `python docs/generate` and read the difference")
    return 1 if check and (stale or left_over) else 0


if __name__ == "__main__":
    sys.exit(main())
