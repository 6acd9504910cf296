"""The law as resources: every norm and policy as a page, with its citations."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from advisor.application.authorities import authorities_document
from advisor.application.results import RefusedRequest
from advisor.application.vocabulary import facts_document
from advisor.corpus.json_schemas import schema
from advisor.mcp.brief_answers import brief_answer
from advisor.reports.norms import norm_page
from advisor.reports.policies import policy_page
from advisor.reports.render.markdown import markdown

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from advisor.advice import Corpus

_MARKDOWN, _JSON = "text/markdown", "application/json"


def add_resources(made: MCPServer[Any], corpus: Corpus, today: Callable[[], date]) -> None:
    """Offer the law to be read."""
    law = corpus.law

    @made.resource(
        "advisor://norms/{+name}",
        name="norm",
        title="One norm",
        description="Everything behind one norm; `#` in its name is written `%23`.",
        mime_type=_MARKDOWN,
    )
    def _norm(name: str) -> str:
        found = law.norm(unquote(name))
        if found is None:
            raise ResourceNotFoundError("no norm has this name; the tool `norms` lists them")
        return markdown(norm_page(found, law))

    @made.resource(
        "advisor://policies/{+name}",
        name="policy",
        title="One instrument",
        description="One instrument with its norms, and what it says that none encodes.",
        mime_type=_MARKDOWN,
    )
    def _policy(name: str) -> str:
        policy = law.policies.get(unquote(name))
        if policy is None:
            raise ResourceNotFoundError("no policy has this name; `advisor://policies` lists them")
        return markdown(policy_page(policy, law))

    @made.resource("advisor://policies", name="policies", title="All instruments", mime_type=_JSON)
    def _policies() -> str:
        return _text({name: policy.title for name, policy in law.policies.items()})

    @made.resource(
        "advisor://authorities", name="authorities", title="Table of authorities", mime_type=_JSON
    )
    def _authorities() -> str:
        reply = authorities_document(corpus, today=today())
        return "{}" if isinstance(reply, RefusedRequest) else _text(brief_answer(reply))

    @made.resource("advisor://facts", name="facts", title="What can be told", mime_type=_JSON)
    def _facts() -> str:
        return _text(facts_document(corpus))

    @made.resource(
        "advisor://schemas/scenario",
        name="scenario-schema",
        title="The JSON Schema of a scenario",
        mime_type=_JSON,
    )
    def _schema() -> str:
        return _text(schema("scenario", law))


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False)
