"""The Reconciliation Service API: answers are as the schemas of version 0.2 want them, and right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from kg.name_index import likeness
from kg.reconcile import Reconciler
from kg.records import KgError
from tests.graphs import BASE, COLLEGE, HOSPITAL
from tests.kg.enriched import enriched_store

SCHEMAS = Path(__file__).with_name("schemas")
HOSPITAL_ID = f"hospital/{HOSPITAL}"


def check(schema: str, value: Any) -> Any:
    """``value``, if it is as the schema wants it."""
    content = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(content)
    Draft7Validator(content).validate(value)
    return value


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Reconciler:
    return Reconciler(enriched_store(tmp_path_factory.mktemp("reconcile") / "graph"), BASE)


def ask(service: Reconciler, **query: Any) -> list[dict[str, Any]]:
    """The candidates of one query."""
    batch = check("reconciliation-query-batch", {"q0": query})
    answer = check("reconciliation-result-batch", service.reconcile(batch))
    return list(answer["q0"]["result"])


def test_manifest(service: Reconciler) -> None:
    manifest = check("manifest", service.manifest("http://127.0.0.1:8000"))
    assert manifest["identifierSpace"] == BASE
    assert manifest["suggest"].keys() == {"entity", "type", "property"}


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("宁海医科大学", 100.0),
        ("寧海醫科大學", 100.0),
        ("宁海 医科大学", 100.0),
        ("宁医大", 97.0),
        ("NINGHAI medical university", 97.0),
        ("ninghaiyikedaxue", 90.0),
        ("nhykdx", 75.0),
    ],
)
def test_names_aliases_variants_and_pinyin(service: Reconciler, text: str, score: float) -> None:
    best = ask(service, query=text)[0]
    assert best["id"] == "university/宁海医科大学"
    assert best["type"] == [{"id": "University", "name": "高等学校"}]
    assert best["score"] == score
    assert best["match"] is (score >= 96)


def test_similar_names_are_offered_but_never_matched(service: Reconciler) -> None:
    found = ask(service, query="宁海医科大学第一附属医院", type="Hospital")
    assert found[0]["id"] == HOSPITAL_ID
    assert not any(each["match"] for each in found)
    assert {kind["id"] for each in found for kind in each["type"]} == {"Hospital"}


def test_a_name_that_two_have_matches_neither(service: Reconciler) -> None:
    found = ask(service, query="附一院")
    assert [each["score"] for each in found[:2]] == [97.0, 97.0]
    assert not any(each["match"] for each in found)


def test_a_property_decides_between_homonyms(service: Reconciler) -> None:
    wanted = [{"pid": "affiliatedWith", "v": COLLEGE}]
    found = ask(service, query="李珊", properties=wanted)
    assert found[0]["id"] == f"person/{COLLEGE}/李珊"
    assert {"id": "properties", "value": 100.0} in found[0]["features"]


def test_a_wrong_property_stops_a_match(service: Reconciler) -> None:
    right = ask(
        service, query="顾南山", properties=[{"pid": "affiliatedWith", "v": {"id": "x", "name": "宁医大"}}]
    )
    wrong = ask(service, query="顾南山", properties=[{"pid": "affiliatedWith", "v": [COLLEGE]}])
    assert right[0]["match"]
    assert not wrong[0]["match"]
    assert wrong[0]["score"] < right[0]["score"]


def test_properties_without_a_name(service: Reconciler) -> None:
    found = ask(service, properties=[{"pid": "partOf", "v": HOSPITAL}], type="Laboratory")
    assert [each["name"] for each in found] == ["海东省肿瘤精准治疗重点实验室"]
    assert found[0]["score"] == 100.0


def test_type_limit_and_unknown_things(service: Reconciler) -> None:
    assert ask(service, query="宁海", type="Person") == []
    assert ask(service, query="宁海", type="NoSuchClass") == []
    assert ask(service, query="") == []
    assert ask(service, query="宁海", properties=[{"pid": "noSuchProperty", "v": "x"}])
    assert len(ask(service, query="宁海", limit=2)) == 2
    assert {e["type"][0]["id"] for e in ask(service, query="宁海医科大学", type=["Organization"])} >= {
        "University"
    }


def test_scores_fall(service: Reconciler) -> None:
    scores = [each["score"] for each in ask(service, query="宁海医科大学护理学院")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 100.0
    assert all(0 <= score < 100 for score in scores[1:])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宁海医", ["宁海医科大学", "宁海医科大学护理学院", "宁海医科大学口腔医学院", HOSPITAL]),
        ("gns", ["顾南山"]),
        ("gunan", ["顾南山"]),
        ("", []),
    ],
)
def test_suggested_entities(service: Reconciler, text: str, names: list[str]) -> None:
    answer = check("suggest-entities-response", service.suggest_entity(text))
    assert [each["name"] for each in answer["result"]][: len(names)] == names


def test_pages_of_suggestions_do_not_overlap(service: Reconciler) -> None:
    first = {each["id"] for each in service.suggest_entity("院")["result"]}
    assert first
    assert first.isdisjoint(each["id"] for each in service.suggest_entity("院", cursor=10)["result"])


def test_suggested_types_and_properties(service: Reconciler) -> None:
    assert check("suggest-types-response", service.suggest_type("医院"))["result"][0]["id"] == "Hospital"
    assert check("suggest-types-response", service.suggest_type("hosp"))["result"][0]["id"] == "Hospital"
    properties = check("suggest-properties-response", service.suggest_property("part"))["result"]
    assert [each["id"] for each in properties][:2] == ["partOf", "participatesIn"]


def test_flyouts(service: Reconciler) -> None:
    assert HOSPITAL in check("flyout-response", service.flyout("entity", HOSPITAL_ID))["html"]
    assert "hospital" in check("flyout-response", service.flyout("type", "Hospital"))["html"]
    assert check("flyout-response", service.flyout("property", "partOf"))["id"] == "partOf"
    with pytest.raises(KgError, match="no entity has the id"):
        service.flyout("entity", "nobody")
    with pytest.raises(KgError, match="no type has the id"):
        service.flyout("type", "<b>")


def test_extension(service: Reconciler) -> None:
    wanted = check(
        "data-extension-query",
        {
            "ids": [HOSPITAL_ID, f"university/{COLLEGE}", "nobody"],
            "properties": [
                {"id": "partOf"},
                {"id": "foundedIn"},
                {"id": "collaboratesWith"},
                {"id": "hospitalGrade"},
            ],
        },
    )
    answer = check("data-extension-response", service.extend(**wanted))
    rows = answer["rows"]
    assert rows[HOSPITAL_ID]["partOf"] == [{"id": "university/宁海医科大学", "name": "宁海医科大学"}]
    assert rows[HOSPITAL_ID]["hospitalGrade"] == [{"str": "三级甲等"}]
    assert rows[f"university/{COLLEGE}"]["foundedIn"] == [{"date": "1998"}]
    assert rows["nobody"]["partOf"] == []
    assert answer["meta"][0] == {
        "id": "partOf",
        "name": "part of",
        "type": {"id": "Organization", "name": "组织机构"},
    }
    with pytest.raises(KgError, match="not a property of the ontology"):
        service.extend([], [{"id": "noSuchProperty"}])


def test_a_symmetric_property_is_read_both_ways(service: Reconciler) -> None:
    company = "company/蓝湾生物医药有限公司"
    rows = service.extend([company], [{"id": "collaboratesWith"}])["rows"]
    assert {each["name"] for each in rows[company]["collaboratesWith"]} == {HOSPITAL, COLLEGE}


def test_proposed_properties(service: Reconciler) -> None:
    answer = check("data-extension-property-proposal", service.properties("Person", 3))
    assert (answer["type"], answer["limit"], len(answer["properties"])) == ("Person", 3, 3)
    proposed = {each["id"] for each in service.properties("Person")["properties"]}
    assert {"title", "expertIn", "memberOf"} <= proposed
    assert not proposed & {"hospitalGrade", "partOf"}


@pytest.mark.parametrize(
    "query", [3, {"query": 3}, {"query": "x", "limit": "a"}, {"query": "x", "properties": [1]}]
)
def test_malformed_queries_are_refused(service: Reconciler, query: Any) -> None:
    with pytest.raises(KgError):
        service.reconcile({"q0": query})


def test_a_batch_has_a_limit(service: Reconciler) -> None:
    with pytest.raises(KgError, match="at most 50"):
        service.reconcile({f"q{number}": {"query": "x"} for number in range(51)})


def test_likeness_grows_with_what_is_covered() -> None:
    assert likeness("总医院", "总医院") == 100
    assert (
        likeness("总医院", "市总医院") > likeness("总医院", "医科大学附属总医院") > likeness("总医院", "学校")
    )
