"""The addresses of the Reconciliation Service API under ``/reconcile``."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import http
from kg.serve.wire import Job


def routes() -> list[Route]:
    """All routes of the API."""
    suggest = [Route(f"/reconcile/suggest/{kind}", _suggest) for kind in ("entity", "type", "property")]
    flyout = [Route(f"/reconcile/flyout/{kind}", _flyout) for kind in ("entity", "type", "property")]
    return [
        Route("/reconcile", _reconcile, methods=["GET", "POST"]),
        Route("/reconcile/preview", _preview),
        Route("/reconcile/properties", _properties),
        *suggest,
        *flyout,
    ]


async def _reconcile(request: Request) -> Response:
    """Manifest, batch of queries, or data extension, by what is given."""
    given = await http.form_of(request)
    if "queries" in given:
        return await _call(request, "reconcile", queries=_json(given["queries"][0], "queries", dict))
    if "extend" in given:
        wanted = _json(given["extend"][0], "extend", dict)
        ids, properties = wanted.get("ids"), wanted.get("properties")
        if not isinstance(ids, list) or not isinstance(properties, list):
            raise http.BadRequestError(400, "`extend` has arrays `ids` and `properties`")
        return await _call(request, "extend", ids=[str(each) for each in ids], properties=properties)
    if request.method == "POST" and given:
        raise http.BadRequestError(400, "send `queries` or `extend`")
    return await _call(request, "manifest", root=str(request.base_url).rstrip("/"))


async def _suggest(request: Request) -> Response:
    kind = request.url.path.rsplit("/", 1)[1]
    cursor = http.number(request, "cursor") or 0
    return await _call(
        request, f"suggest_{kind}", prefix=request.query_params.get("prefix", ""), cursor=cursor
    )


async def _flyout(request: Request) -> Response:
    kind = request.url.path.rsplit("/", 1)[1]
    return await _call(request, "flyout", kind=kind, identifier=request.query_params.get("id", ""))


async def _properties(request: Request) -> Response:
    return await _call(
        request, "properties", type_=request.query_params.get("type"), limit=http.number(request, "limit")
    )


async def _preview(request: Request) -> Response:
    job = Job("preview", {"identifier": request.query_params.get("id", "")})
    return http.respond(await http.perform(request, job), framed=True)


async def _call(request: Request, action: str, **arguments: Any) -> Response:
    job = Job("reconciliation", {"action": action, "arguments": arguments})
    return http.respond(await http.perform(request, job))


def _json(text: str, name: str, kind: type[dict[str, Any]]) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise http.BadRequestError(400, f"`{name}` is not JSON: {error}") from None
    if not isinstance(value, kind):
        raise http.BadRequestError(400, f"`{name}` must be a JSON object")
    return value
