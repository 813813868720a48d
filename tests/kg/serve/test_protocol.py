"""The SPARQL 1.1 Protocol over HTTP, with plain requests."""

from __future__ import annotations

import io
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from kg.query import GRAPH_FORMATS, TABLE_FORMATS
from kg.serve.negotiate import GRAPH_TYPES, TABLE_TYPES
from kg.store import EVIDENCE_GRAPH
from tests.kg.enriched import write_enriched
from tests.kg.serve.server import Server

UNITS = "SELECT ?s WHERE { ?s ikg:partOf ?o }"
CONSTRUCT = "CONSTRUCT WHERE { ?s ikg:partOf ?o }"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    directory = write_enriched(tmp_path_factory.mktemp("serve") / "graph")
    with Server(directory, "--max-rows", "2000") as server, httpx.Client(base_url=server.url) as client:
        yield client


def rows(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return len(answer.json()["results"]["bindings"])


def test_query_by_get_form_and_body(client: httpx.Client) -> None:
    assert rows(client.get("/sparql", params={"query": UNITS})) == 7
    assert rows(client.post("/sparql", data={"query": UNITS})) == 7
    direct = client.post("/sparql", content=UNITS, headers={"Content-Type": "application/sparql-query"})
    assert rows(direct) == 7


@pytest.mark.parametrize("media_type", TABLE_TYPES)
def test_every_format_of_rows(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": UNITS}, headers={"Accept": media_type})
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["vary"].startswith("Accept")
    name = TABLE_TYPES[media_type]
    if name == "csv":
        assert len(answer.text.splitlines()) == 8
    else:
        read = ox.parse_query_results(answer.content, TABLE_FORMATS[name])
        assert isinstance(read, ox.QuerySolutions)
        assert len(list(read)) == 7


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_every_format_of_triples(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": media_type})
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert len(list(ox.parse(io.BytesIO(answer.content), format=GRAPH_FORMATS[GRAPH_TYPES[media_type]]))) == 7


@pytest.mark.parametrize("text", [UNITS, CONSTRUCT, "ASK {}"])
def test_an_unknown_format_is_406_with_those_that_there_are(client: httpx.Client, text: str) -> None:
    answer = client.get("/sparql", params={"query": text}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/" in answer.text


def test_a_wrong_query_is_400_with_place_and_reason(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * {\n ?s ikg:partOf ?o FILTR(1) }"})
    assert answer.status_code == 400
    assert answer.text.startswith("line 2, column 19: FILTR is no word of SPARQL; did you mean FILTER?\n")
    assert answer.text.splitlines()[2].endswith("^")


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (403, {"data": {"update": "INSERT DATA { <a:a> <a:a> <a:a> }"}}),
        (403, {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}),
        (400, {"data": {"query": "INSERT DATA { <a:a> <a:a> <a:a> }"}}),
        (400, {"data": {"other": "x"}}),
        (400, {"content": b"query=%ff%fe\xff", "headers": {"Content-Type": FORM}}),
        (400, {"content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}),
        (400, {"content": b"query=ASK{}&query=ASK{}", "headers": {"Content-Type": FORM}}),
        (415, {"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}),
        (413, {"content": b"#" * 1_100_000, "headers": {"Content-Type": "application/sparql-query"}}),
    ],
)
def test_refusals_of_posts(client: httpx.Client, status: int, request_: dict[str, object]) -> None:
    answer = client.post("/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.text.count("\n") <= 3


def test_other_methods_and_updates_by_get_are_refused(client: httpx.Client) -> None:
    assert client.put("/sparql", content="x").status_code == 405
    assert client.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 403
    assert rows(client.get("/sparql", params={"query": UNITS})) == 7


def test_service_is_not_called(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"})
    assert answer.status_code == 400
    assert "SERVICE is not answered" in answer.text


def test_graphs_of_the_protocol(client: httpx.Client) -> None:
    count = {"query": "SELECT * { ?s a rdf:Statement }"}
    named = {"query": "SELECT * { GRAPH ?g { ?s a rdf:Statement } }"}
    assert rows(client.get("/sparql", params=count)) == 0
    assert rows(client.get("/sparql", params=named)) > 40
    assert rows(client.get("/sparql", params={**count, "default-graph-uri": EVIDENCE_GRAPH})) > 40
    assert rows(client.get("/sparql", params={**named, "named-graph-uri": EVIDENCE_GRAPH})) > 40
    assert rows(client.get("/sparql", params={**named, "named-graph-uri": "http://none/"})) == 0
    assert rows(client.get("/sparql", params={**count, "default-graph-uri": "http://none/"})) == 0
    assert rows(client.get("/sparql", params={"query": UNITS, "named-graph-uri": EVIDENCE_GRAPH})) == 0
    assert client.get("/sparql", params={**count, "default-graph-uri": "no iri"}).status_code == 400


def test_service_description(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    triples = list(ox.parse(io.BytesIO(answer.content), format=ox.RdfFormat.TURTLE))
    objects = {quad.object.value for quad in triples if not isinstance(quad.object, ox.Triple)}
    assert str(client.base_url.join("/sparql")) in objects
    assert EVIDENCE_GRAPH in objects
    assert "http://www.w3.org/ns/sparql-service-description#SPARQL11Query" in objects


def test_a_browser_gets_the_query_page_that_needs_no_other_site(client: httpx.Client) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert "一个机构拥有哪些研究所" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    for path in ("/assets/yasgui.min.js", "/assets/yasgui.min.css", "/assets/query.js", "/assets/serve.css"):
        assert path in page.text
        assert client.get(path).status_code == 200


def test_questions_for_the_menu(client: httpx.Client) -> None:
    menu = client.get("/questions.json").json()
    assert menu["connections"]["parameters"][0]["required"]
    bound = client.get("/questions/institutes-of", params={"of": "宁海医科大学附属第一医院"})
    assert rows(client.get("/sparql", params={"query": bound.text})) == 2
    wrong = client.get("/questions/institutes-of", params={"of": "无此机构"})
    assert wrong.status_code == 400
    assert "has this name" in wrong.text
    assert client.get("/questions/none").status_code == 400


def test_too_many_rows_are_503(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"})
    assert (answer.status_code, answer.text) == (503, "more than 2,000 rows; add a LIMIT to the query\n")


def test_entities_by_accept(client: httpx.Client) -> None:
    path = "/id/hospital/宁海医科大学附属第一医院"
    page = client.get(path, headers={"Accept": "text/html"})
    assert "宁海市肝病研究所" in page.text
    assert "拥有宁海市肝病" in page.text
    turtle = client.get(path, headers={"Accept": "text/turtle"})
    triples = list(ox.parse(io.BytesIO(turtle.content), format=ox.RdfFormat.TURTLE))
    assert len(triples) > 10
    linked = client.get(path, headers={"Accept": "application/ld+json"})
    assert len(list(ox.parse(io.BytesIO(linked.content), format=ox.RdfFormat.JSON_LD))) == len(triples)
    assert client.get("/id/hospital/none").status_code == 404
    assert client.get("/id/<script>", headers={"Accept": "text/html"}).status_code == 404
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_every_iri_of_the_graph_has_a_page(client: httpx.Client) -> None:
    found = client.get("/sparql", params={"query": "SELECT DISTINCT ?s { GRAPH ?g { ?s ?p ?o } } LIMIT 5"})
    for row in found.json()["results"]["bindings"]:
        path = row["s"]["value"].removeprefix("https://w3id.org/institution-kg")
        assert client.get(path, headers={"Accept": "text/html"}).status_code == 200


def test_files_of_the_folder_and_nothing_else(client: httpx.Client) -> None:
    assert client.get("/graph.ttl").status_code == 200
    assert client.get("/documents/ninghai-2022.txt").status_code == 200
    assert client.get("/..%2f..%2fetc/passwd").status_code == 404
    assert client.get("/none").status_code == 404
    assert "kg explore" in client.get("/").text


def test_only_local_names_and_origins(client: httpx.Client) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    assert client.get("/healthz", headers={"Host": "evil.example"}).status_code == 400
    foreign = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in foreign.headers
    local = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "http://localhost:3333"})
    assert local.headers["access-control-allow-origin"] == "http://localhost:3333"


def test_reconciliation_over_http(client: httpx.Client) -> None:
    manifest = client.get("/reconcile").json()
    assert manifest["versions"] == ["0.1", "0.2"]
    batch = {"queries": '{"q0": {"query": "宁医大"}}'}
    for answer in (client.post("/reconcile", data=batch), client.get("/reconcile", params=batch)):
        assert answer.json()["q0"]["result"][0]["name"] == "宁海医科大学"
    suggest = manifest["suggest"]["entity"]
    found = client.get(suggest["service_url"] + suggest["service_path"], params={"prefix": "nhykdx"}).json()
    identifier = found["result"][0]["id"]
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", identifier.replace("/", "%2F")))
    assert "宁海医科大学" in preview.text
    assert "frame-ancestors" not in preview.headers["content-security-policy"]
    assert client.get(manifest["view"]["url"].replace("{{id}}", identifier)).status_code == 200
    flyout = suggest["flyout_service_url"] + suggest["flyout_service_path"].replace("${id}", identifier)
    assert "宁海医科大学" in client.get(flyout).json()["html"]
    extend = {"extend": '{"ids": ["university/宁海医科大学"], "properties": [{"id": "foundedIn"}]}'}
    assert client.post("/reconcile", data=extend).json()["rows"]["university/宁海医科大学"] == {
        "foundedIn": [{"date": "1956"}]
    }
    assert client.get("/reconcile/properties", params={"type": "Person", "limit": 2}).json()["limit"] == 2


@pytest.mark.parametrize(
    "data",
    [
        {"queries": "not json"},
        {"queries": "[]"},
        {"queries": '{"q0": 3}'},
        {"extend": "{}"},
        {"extend": '{"ids": [], "properties": [{"id": "none"}]}'},
        {"other": "x"},
    ],
)
def test_wrong_reconciliation_requests_are_400(client: httpx.Client, data: dict[str, str]) -> None:
    assert client.post("/reconcile", data=data).status_code == 400


def test_wrong_numbers_are_400(client: httpx.Client) -> None:
    assert client.get("/reconcile/suggest/entity", params={"prefix": "a", "cursor": "-1"}).status_code == 400
    assert client.get("/reconcile/properties", params={"limit": "many"}).status_code == 400
