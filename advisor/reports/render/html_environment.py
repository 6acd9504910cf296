"""How HTML is made: templates in which every value is escaped, whoever fills them."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from advisor.i18n import ENGLISH, Language, Message, Slot, message
from advisor.printable import printable
from advisor.reports.web_address import is_web_address

IN_BACKTICKS = re.compile(r"((?<!`)`[^`]{1,120}`(?!`))")


def html_environment(package: str, language: Language = ENGLISH) -> Environment:
    """
    Return the environment of the templates in a package's folder `templates`.

    Every value is rendered in the language, made printable, then escaped; only `Markup`
    passes as it is. A missing value is an error, and `None` is nothing. A template makes
    messages by gettext's names: `_("text")`, `pgettext("context", "text")` and
    `ngettext("singular", "plural", count)`, each with slots as keywords.
    """

    def shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
        if isinstance(value, str) and not isinstance(value, Markup):
            return printable(language.render(value))
        return "" if value is None else value

    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    environment.tests["web_address"] = is_web_address
    environment.filters["coded"] = lambda text: coded(language.render(text))
    environment.filters["kind"] = lambda block: type(block).__name__
    environment.globals.update(_=message, pgettext=_in_context, ngettext=_counted)
    return environment


def stylesheet(*names: str) -> Markup:
    """Return the stylesheets that travel beside this module, one after the other."""
    folder = files("advisor.reports.render").joinpath("styles")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return Markup("".join(texts))  # noqa: S704 - files of ours


def coded(text: str) -> Markup:
    """
    Return text escaped, with what stands in backticks as code.

    >>> coded("`message.kind` is <b>")
    Markup('<code>message.kind</code> is &lt;b&gt;')
    """
    parts = IN_BACKTICKS.split(printable(text))
    return Markup("").join(  # each part is escaped here, or by the joining
        Markup("<code>{}</code>").format(part.strip("`")) if at % 2 else part
        for at, part in enumerate(parts)
    )


def _in_context(context: str, text: str, **slots: Slot) -> Message:
    return Message(text, slots, context)


def _counted(singular: str, plural: str, count: int, **slots: Slot) -> Message:
    return Message(singular, {**slots, "count": count}, plural=plural)
