"""Programs that other people wrote talk to the endpoint."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.store import EVIDENCE_GRAPH
from tests.kg.enriched import write_enriched
from tests.kg.serve.server import Server

IKG = "https://w3id.org/institution-kg/ontology#"
UNITS = f"PREFIX ikg: <{IKG}> SELECT ?s WHERE {{ ?s ikg:partOf ?o }}"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Server(write_enriched(tmp_path_factory.mktemp("clients") / "graph")) as server:
        yield f"{server.url}/sparql"


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("format_", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_rows(url: str, format_: str, method: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper").SPARQLWrapper(url)
    wrapper.setQuery(UNITS)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(format_)
    answer = wrapper.query().convert()
    if format_ == "json":
        assert len(answer["results"]["bindings"]) == 7
    elif format_ == "xml":
        assert len(answer.getElementsByTagName("result")) == 7
    else:
        assert len(answer.decode().splitlines()) == 8


def test_sparqlwrapper_triples_and_errors(url: str) -> None:
    module = pytest.importorskip("SPARQLWrapper")
    wrapper = module.SPARQLWrapper(url)
    wrapper.setQuery(f"CONSTRUCT WHERE {{ ?s <{IKG}partOf> ?o }}")
    wrapper.setReturnFormat("turtle")
    assert len(Graph().parse(data=wrapper.query().convert(), format="turtle")) == 7
    wrapper = module.SPARQLWrapper(url)
    wrapper.setQuery("SELECT * {")
    with pytest.raises(module.SPARQLExceptions.QueryBadFormed):
        wrapper.query()


def test_rdflib_store(url: str) -> None:
    facts = Graph(store=SPARQLStore(url))
    assert len(list(facts.triples((None, URIRef(f"{IKG}partOf"), None)))) == 7
    assert len(list(facts.query(UNITS))) == 7
    evidence = Graph(store=SPARQLStore(url, context_aware=True), identifier=URIRef(EVIDENCE_GRAPH))
    rdf_type = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    statement = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement")
    assert len(list(evidence.triples((None, rdf_type, statement)))) > 40


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(url: str) -> None:
    answer = run("curl", "-sS", "--fail", "-G", url, "--data-urlencode", f"query={UNITS}")
    assert len(json.loads(answer)["results"]["bindings"]) == 7
    posted = run("curl", "-sS", "--fail", url, "-H", "Accept: text/csv", "--data-urlencode", f"query={UNITS}")
    assert len(posted.splitlines()) == 8


@pytest.mark.skipif(shutil.which("roqet") is None, reason="roqet is not installed (Debian: rasqal-utils)")
def test_roqet(url: str) -> None:
    assert run("roqet", "-q", "-p", url, "-r", "xml", "-e", UNITS).count("<result>") == 7


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed (Debian: raptor2-utils)")
def test_rapper(url: str) -> None:
    entity = url.replace("/sparql", "/id/university/%E5%AE%81%E6%B5%B7%E5%8C%BB%E7%A7%91%E5%A4%A7%E5%AD%A6")
    triples = run("rapper", "-q", "-g", entity).splitlines()
    assert len(triples) > 10
    assert len(run("rapper", "-q", "-g", url).splitlines()) > 10
