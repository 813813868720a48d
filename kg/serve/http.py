"""What all routes share: requests read within their limits, replies of workers turned into responses."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.serve.pages import POLICY
from kg.serve.pool import Pool
from kg.serve.wire import Job, Reply

PAGE_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
FRAMED_HEADERS = {**PAGE_HEADERS, "Content-Security-Policy": POLICY}


class BadRequestError(Exception):
    """A request that is not as the protocol wants it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def bad_request(_request: Request, error: Exception) -> Response:
    """The response to a request that was refused."""
    status = error.status if isinstance(error, BadRequestError) else 400
    return PlainTextResponse(f"{error}\n", status)


def respond(reply: Reply, headers: Mapping[str, str] | None = None, *, framed: bool = False) -> Response:
    """A worker's reply as an HTTP response; ``framed`` pages may be shown inside those of other origins."""
    retry = {"Retry-After": "5"} if reply.status == 503 else {}
    page = FRAMED_HEADERS if framed else PAGE_HEADERS
    common = page if reply.media_type.startswith("text/html") else {}
    return Response(
        reply.body, reply.status, {**common, **retry, **(headers or {})}, media_type=reply.media_type
    )


async def perform(request: Request, job: Job) -> Reply:
    """The reply to ``job``, which is given up when the client hangs up."""
    pool: Pool = request.app.state.pool
    work = asyncio.create_task(pool.do(job))
    gone = asyncio.create_task(_hung_up(request))
    await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
    gone.cancel()
    if not work.done():
        work.cancel()
        return Reply(503, b"the client hung up\n")
    return work.result()


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def body_of(request: Request) -> bytes:
    """The body of a request.

    Raises:
        BadRequestError: it is larger than the limit.
    """
    limit: int = request.app.state.limits.body
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            raise BadRequestError(413, f"a request may have at most {limit:,} bytes")
        parts.append(part)
    return b"".join(parts)


async def form_of(request: Request) -> dict[str, list[str]]:
    """The values of a URL-encoded form, or of the address of a GET.

    Raises:
        BadRequestError: the body is too large or not UTF-8.
    """
    if request.method == "POST":
        try:
            return parse_qs((await body_of(request)).decode("utf-8"), keep_blank_values=True)
        except (UnicodeDecodeError, ValueError):
            raise BadRequestError(400, "the form is not UTF-8") from None
    return {name: request.query_params.getlist(name) for name in request.query_params}


def text_of(body: bytes) -> str:
    """A body as text.

    Raises:
        BadRequestError: it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequestError(400, f"the query is not UTF-8 (byte {error.start})") from None


def number(request: Request, name: str) -> int | None:
    """A number of the address, None if it is not given.

    Raises:
        BadRequestError: it is no number, or negative.
    """
    given = request.query_params.get(name, "")
    if not given:
        return None
    if not given.isdecimal() or len(given) > 9:
        raise BadRequestError(400, f"`{name}` must be a number, not {given!r}")
    return int(given)
