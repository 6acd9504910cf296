"""What every page of the site has at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse

from advisor.compare.equivalence_classes import sort_laws
from advisor.compare.question import tracking_question
from advisor.reports.charts.tile_map import tile_maps
from advisor.values import dataclass, field
from advisor.web.page_language import PageLanguages
from advisor.web.security.csrf import CsrfProtection

if TYPE_CHECKING:
    from datetime import date

    from starlette.requests import Request

    from advisor.advice import Corpus
    from advisor.mail import MessageReader
    from advisor.model.comparisons import LawSurvey
    from advisor.web.exercises import Sets
    from advisor.web.rooms import TrainingRooms
    from advisor.web.settings import ServerSettings
    from advisor.web.template_renderer import TemplateRenderer
    from advisor.web.worker_threads import WorkerThreads


@dataclass(frozen=True)
class Site:
    """
    The law, how it is served, the threads that answer, and the press that prints.

    `phones` are threads for a room alone: all of it looks at once when the wall goes on.
    """

    corpus: Corpus
    settings: ServerSettings
    workers: WorkerThreads
    phones: WorkerThreads
    press: TemplateRenderer
    rooms: TrainingRooms
    languages: PageLanguages = field(default_factory=PageLanguages)
    forgery: CsrfProtection = field(default_factory=CsrfProtection)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _atlases: dict[date, LawSurvey] = field(default_factory=dict, repr=False)

    _sets: list[Sets] = field(default_factory=list, repr=False)
    _rooms: list[MessageReader] = field(default_factory=list, repr=False)

    def atlas(self) -> LawSurvey:
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
        """Return what draws exercises."""
        with self._lock:
            if not self._sets:
                from advisor.web.exercises import Sets

                self._sets.append(Sets(self.corpus))
            return self._sets[0]

    def mailroom(self) -> MessageReader:
        """Return what reads messages; what it knows of hosts and words is loaded once."""
        with self._lock:
            if not self._rooms:
                from advisor.mail import MessageReader

                self._rooms.append(MessageReader())
            return self._rooms[0]

    async def made(
        self,
        request: Request,
        template: str,
        work: Callable[..., Mapping[str, Any]],
        *args: object,
        workers: WorkerThreads | None = None,
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
        language = self.languages.of(request)
        html = self.press.html(template, language, token=self.forgery.token(seed), **about)
        response = HTMLResponse(html, status)
        self.forgery.keep(response, seed, request)
        return response
