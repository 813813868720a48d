"""The HTTP side of ``kg serve``: routes that turn requests into jobs for the workers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.questions import TOPICS, questions
from kg.serve import negotiate, reconciliation
from kg.serve.http import (
    PAGE_HEADERS,
    BadRequestError,
    bad_request,
    body_of,
    form_of,
    perform,
    respond,
    text_of,
)
from kg.serve.limits import Limits
from kg.serve.pages import ASSETS, render
from kg.serve.pool import Pool
from kg.serve.wire import Job

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
_FORM = "application/x-www-form-urlencoded"
_LOCAL_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the server: host names it answers to (empty: any), and web origins beside local ones."""

    hosts: tuple[str, ...] = LOOPBACK
    origins: tuple[str, ...] = ()


def make_app(
    directory: Path, base_iri: str, start_pool: Callable[[], Pool], limits: Limits, access: Access
) -> Starlette:
    """The application for one graph folder; the pool is started and ended with it."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = start_pool()
        try:
            yield
        finally:
            app.state.pool.close()

    routes = [
        Route("/", _home(directory)),
        Route("/sparql", _sparql, methods=["GET", "POST"]),
        Route("/query", _query_page),
        Route("/healthz", _health),
        Route("/questions.json", _questions),
        Route("/questions/{name}", _bound_question),
        Route("/id/{path:path}", _entity),
        *reconciliation.routes(),
        Mount("/assets", _Assets(directory)),
        Mount("/", StaticFiles(directory=directory)),
    ]
    middleware = [
        Middleware(
            CORSMiddleware,
            allow_origins=list(access.origins),
            allow_origin_regex=_LOCAL_ORIGIN,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
        )
    ]
    if access.hosts:
        middleware.insert(0, Middleware(TrustedHostMiddleware, allowed_hosts=list(access.hosts)))
    app = Starlette(routes=routes, middleware=middleware, lifespan=lifespan)
    app.add_exception_handler(BadRequestError, bad_request)
    app.state.limits = limits
    app.state.base_iri = base_iri
    return app


async def _sparql(request: Request) -> Response:
    """SPARQL 1.1 Protocol: query by GET, by form, or directly; everything else is refused with the reason."""
    accept = request.headers.get("accept", "*/*")
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    if request.method == "POST":
        media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if media_type == _FORM:
            given = await form_of(request)
        elif media_type == "application/sparql-query":
            given["query"] = [text_of(await body_of(request))]
        elif media_type == "application/sparql-update":
            given["update"] = [""]
        else:
            raise BadRequestError(415, f"send a query as {_FORM} or application/sparql-query")
    if "update" in given:
        raise BadRequestError(403, "this endpoint is read-only: updates are not allowed")
    if "query" not in given:
        return await _describe(request, accept)
    if len(given["query"]) > 1:
        raise BadRequestError(400, "give one `query`, not several")
    defaults, named = given.get("default-graph-uri"), given.get("named-graph-uri")
    if defaults is None and named is not None:
        defaults = []
    elif named is None and defaults is not None:
        named = []
    arguments = {
        "text": given["query"][0],
        "accept": accept,
        "default_graphs": defaults,
        "named_graphs": named,
    }
    reply = await perform(request, Job("sparql", arguments))
    return respond(reply, {"Vary": "Accept", "Cache-Control": "no-cache"})


async def _describe(request: Request, accept: str) -> Response:
    """Without a query: the query page for a browser, the service description for a program."""
    if request.method == "POST":
        raise BadRequestError(400, "the form lacks `query`")
    if negotiate.names(accept, "text/html"):
        return await _query_page(request)
    endpoint = str(request.url.replace(query=""))
    reply = await perform(request, Job("service", {"endpoint": endpoint, "accept": accept}))
    return respond(reply, {"Vary": "Accept"})


async def _entity(request: Request) -> Response:
    arguments = {"path": request.path_params["path"], "accept": request.headers.get("accept", "*/*")}
    return respond(await perform(request, Job("entity", arguments)), {"Vary": "Accept"})


async def _health(request: Request) -> Response:
    pool: Pool = request.app.state.pool
    healthy = pool.healthy
    return JSONResponse(
        {"status": "ok" if healthy else "failing", "triples": pool.triples}, 200 if healthy else 503
    )


async def _query_page(request: Request) -> Response:
    topics = [
        {"zh": chinese, "en": english, "questions": [each for each in questions() if each.topic == topic]}
        for topic, (english, chinese) in TOPICS.items()
    ]
    page = render("query.html", topics=topics, base=request.app.state.base_iri)
    return Response(page, headers=PAGE_HEADERS, media_type="text/html; charset=utf-8")


async def _questions(_request: Request) -> Response:
    """The ready-made questions with their parameters, for menus."""
    return JSONResponse(
        {
            each.name: {
                "zh": each.title_zh,
                "en": each.title_en,
                "description": each.description,
                "parameters": [
                    {
                        "name": parameter.name,
                        "zh": parameter.meaning_zh,
                        "en": parameter.meaning_en,
                        "required": parameter.required,
                        "entity": parameter.kinds[0] not in ("text", "number", "class"),
                    }
                    for parameter in each.parameters
                ],
            }
            for each in questions()
        }
    )


async def _bound_question(request: Request) -> Response:
    """The SPARQL of a ready-made question with the values of the address put in."""
    arguments = {"name": request.path_params["name"], "values": dict(request.query_params)}
    return respond(await perform(request, Job("bound", arguments)))


def _home(directory: Path) -> Callable[[Request], object]:
    async def home(_request: Request) -> Response:
        index = directory / "index.html"
        if index.is_file():
            return Response(index.read_bytes(), media_type="text/html; charset=utf-8")
        return Response(render("home.html"), headers=PAGE_HEADERS, media_type="text/html; charset=utf-8")

    return home


class _Assets(StaticFiles):
    """Files of the pages made here, and beside them the ``assets`` that explorer pages may have."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=ASSETS)
        if (directory / "assets").is_dir():
            self.all_directories = [ASSETS, directory / "assets"]
