"""What every page of the site has at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from advisor.web.forgery import Forgery
from advisor.web.rendering import Press

if TYPE_CHECKING:
    from starlette.requests import Request

    from advisor.advice import Corpus
    from advisor.web.settings import Settings
    from advisor.web.workers import Workers


@dataclass(frozen=True)
class Site:
    """The law, how it is served, the threads that answer, and the press that prints."""

    corpus: Corpus
    settings: Settings
    workers: Workers
    press: Press = field(default_factory=Press)
    forgery: Forgery = field(default_factory=Forgery)

    def page(
        self,
        request: Request,
        template: str,
        status: int = 200,
        **about: Any,  # noqa: ANN401 - whatever is shown
    ) -> HTMLResponse:
        """Print a page with the proof that its forms carry."""
        seed = self.forgery.seed(request)
        html = self.press.html(template, token=self.forgery.token(seed), **about)
        response = HTMLResponse(html, status)
        self.forgery.keep(response, seed, request)
        return response
