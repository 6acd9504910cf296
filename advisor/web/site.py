"""What every page of the site has at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from advisor.compare.question import tracking_question
from advisor.compare.sorting import sort_laws
from advisor.reports.tiles import tile_maps
from advisor.values import dataclass, field
from advisor.web.forgery import Forgery

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request

    from advisor.advice import Corpus
    from advisor.mail import Mailroom
    from advisor.model.comparisons import Atlas
    from advisor.web.exercises import Sets
    from advisor.web.rendering import Press
    from advisor.web.rooms import Rooms
    from advisor.web.settings import Settings
    from advisor.web.workers import Workers


@dataclass(frozen=True)
class Site:
    """
    The law, how it is served, the threads that answer, and the press that prints.

    `phones` are threads for a room alone: all of it looks at once when the wall goes on.
    """

    corpus: Corpus
    settings: Settings
    workers: Workers
    phones: Workers
    press: Press
    rooms: Rooms
    forgery: Forgery = field(default_factory=Forgery)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _atlases: dict[date, Atlas] = field(default_factory=dict, repr=False)

    _sets: list[Sets] = field(default_factory=list, repr=False)
    _rooms: list[Mailroom] = field(default_factory=list, repr=False)

    def atlas(self) -> Atlas:
        """
        Sort all laws by what they say on tracked email today; raises `EngineFailure`.

        It takes seconds and depends on the law and the day alone, so it is made once a day.
        """
        today = self.settings.today()
        with self._lock:
            if today not in self._atlases:
                self._atlases.clear()
                drawn = [code for one in tile_maps() for code in one.tiles]
                codes = [code for code in drawn if code in self.corpus.law.jurisdictions]
                question = tracking_question(self.corpus)
                self._atlases[today] = sort_laws(self.corpus, codes, question, as_of=today)
            return self._atlases[today]

    @property
    def sets(self) -> Sets:
        """Give what draws exercises."""
        with self._lock:
            if not self._sets:
                from advisor.web.exercises import Sets

                self._sets.append(Sets(self.corpus))
            return self._sets[0]

    def mailroom(self) -> Mailroom:
        """Give what reads messages; what it knows of hosts and words is loaded once."""
        with self._lock:
            if not self._rooms:
                from advisor.mail import Mailroom

                self._rooms.append(Mailroom())
            return self._rooms[0]

    async def made(
        self,
        request: Request,
        template: str,
        work: Callable[..., Mapping[str, Any]],
        *args: object,
        workers: Workers | None = None,
        **about: Any,  # noqa: ANN401 - whatever is shown
    ) -> HTMLResponse:
        """
        Let a thread work out what a page shows and print it, so that nobody else waits.

        Where the work gives a `template`, that one is filled instead.
        """

        def printed() -> HTMLResponse:
            told = {**about, **work(*args)}
            return self.page(request, told.pop("template", template), **told)

        return await (workers or self.workers).do(printed)

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
