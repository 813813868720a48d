"""The documentation says what is so: generated blocks are fresh; commands, files, columns and examples are real."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from extract.records import ExtractError
from extract.rulebook import make_rule
from extract.user_lexicon import load_lexicons
from kg.cli import app
from kg.tables import ENTITY_COLUMNS, FACT_COLUMNS, OBSERVATION_COLUMNS
from ontology import terms
from tests.docs import write
from tests.docs.generators import DEMO, score_generators, static_generators, table
from tests.docs.pages import PAGES, ROOT, Asked, blocks, commands, fences, rewrite
from tests.extract.markup import relate_marked
from tests.extract.test_rules import MACROS

TEXTS = {
    name: (ROOT / name).read_text(encoding="utf-8") for name in (*PAGES, "CHANGELOG.md", "docs/questions.md")
}
OPTIONS = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
SCORES = """01_a                        entity 0.800  fact 0.500  observation 1.000
02_b                        entity 0.900  fact 0.500  observation 1.000

entity               P 0.915  R 0.801  F1 0.854   (516 of 644 gold, 564 built)
fact, any property   P 0.909  R 0.711  F1 0.798   (511 of 719 gold, 562 built)
fact                 P 0.907  R 0.708  F1 0.795   (518 of 732 gold, 571 built)
"""


@pytest.mark.parametrize("name", PAGES)
def test_blocks_that_need_no_graph_are_fresh(name: str) -> None:
    assert rewrite(TEXTS[name], static_generators()) == TEXTS[name], "run `make docs`"


@pytest.mark.slow
def test_every_block_is_that_of_the_example_reports(
    examples_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "SCORES", ROOT / "no scores here")
    assert write.stale(examples_graph) == [], "run `make docs`"


@pytest.mark.slow
def test_python_of_the_pages_runs(
    examples_graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / DEMO
    place.parent.mkdir(parents=True)
    place.symlink_to(examples_graph.resolve())
    monkeypatch.chdir(tmp_path)
    for name in PAGES:
        for code in fences(TEXTS[name], "python"):
            exec(compile(code, name, "exec"), {})
    assert "foundedIn" in capsys.readouterr().out


def test_every_block_has_a_generator() -> None:
    known = {*static_generators(), "answer", "transcript", "counts", "quality"}
    assert set().union(*(blocks(text) for text in TEXTS.values())) <= known


@pytest.mark.parametrize(
    ("name", "command"), [(name, command) for name, text in TEXTS.items() for command in commands(text)]
)
def test_commands_of_the_pages_exist(name: str, command: str) -> None:
    first, *rest = shlex.split(command)
    if first == "make":
        assert re.search(rf"^{rest[0]}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    elif first == "kg":
        known = _options()
        assert rest[0] in known, f"{name}: {command}"
        assert {part for part in rest if OPTIONS.fullmatch(part)} <= known[rest[0]], f"{name}: {command}"
    else:
        pytest.fail(f"{name}: nothing checks the command {command!r}")


@pytest.mark.parametrize("name", TEXTS)
def test_inline_commands_exist(name: str) -> None:
    for command, rest in re.findall(r"`kg ([a-z]+)\b([^`]*)`", TEXTS[name]):
        assert command in _options(), f"{name}: kg {command}"
        assert set(OPTIONS.findall(rest)) <= _options()[command], f"{name}: kg {command}{rest}"
    targets = set(re.findall(r"`make ([a-z]+)\b[^`]*`", TEXTS[name]))
    assert targets <= set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def _options() -> dict[str, set[str]]:
    """The options of each command; those of `ask` include the parameters of the questions."""
    import typer.main

    group: Any = typer.main.get_command(app)
    return {
        name: {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        for name, command in group.commands.items()
    }


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[name]):
        if not target.startswith(("http", "#")):
            assert ((ROOT / name).parent / target.split("#")[0]).exists(), f"{name}: {target}"


def test_files_that_contributors_are_sent_to_exist() -> None:
    named = re.findall(r"`((?:kg|extract|ontology|tests|examples|docs)/[\w./-]*)`", TEXTS["CONTRIBUTING.md"])
    assert len(set(named)) > 50
    assert [path for path in named if "NAME" not in path and not (ROOT / path).exists()] == []


def test_columns_of_the_tables_are_described_in_order() -> None:
    for file, columns in (
        ("entities.csv", ENTITY_COLUMNS),
        ("facts.csv", FACT_COLUMNS),
        ("observations.csv", OBSERVATION_COLUMNS),
    ):
        section = TEXTS["docs/data.md"].split(f"### {file}")[1].split("###")[0]
        assert tuple(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == columns


def test_the_rule_of_the_recipe_does_what_its_examples_say() -> None:
    rows = [row for code in fences(TEXTS["CONTRIBUTING.md"], "yaml") for row in yaml.safe_load(code)]
    assert [row["id"] for row in rows] == ["twinned-with"]
    rule = make_rule(rows[0], MACROS)
    for example in rows[0]["matches"]:
        assert relate_marked(rule, example["text"]) == set(example["claims"])
    assert [relate_marked(rule, text) for text in rows[0]["misses"]] == [set(), set()]


@pytest.mark.parametrize(("language", "suffix"), [("tsv", ".tsv"), ("yaml", ".yaml")])
def test_the_lexicons_of_the_page_are_read(tmp_path: Path, language: str, suffix: str) -> None:
    path = tmp_path / f"names{suffix}"
    path.write_text(next(fences(TEXTS["docs/lexicon.md"], language)), encoding="utf-8")
    entries = load_lexicons((path,)).entries
    assert [(entry.name, entry.cls) for entry in entries] == [
        ("云岭大学", "University"),
        ("云岭烧伤研究所", "ResearchInstitute"),
    ]
    assert len(entries[0].identifiers) == 2


def test_the_errors_of_the_lexicon_page_are_those_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    for number, line in enumerate(("第一医院\tHospitall", "第一医院\tHospital\t\tror:123"), start=2):
        path.write_text("name\tclass\n" + "\n" * (number - 2) + line, encoding="utf-8")
        with pytest.raises(ExtractError) as caught:
            load_lexicons((path, Path(tmp_path / f"{number}.tsv")))
        said = str(caught.value).removeprefix(f"{tmp_path}/")[:60]
        assert said in TEXTS["docs/lexicon.md"]


def test_the_tables_of_the_readme_hold_every_class_and_property_of_facts() -> None:
    readme = TEXTS["README.md"]
    assert all(f"`{name}`" in readme for name in terms.subclasses("Organization"))
    assert "| `establishedBy` |" in readme
    assert "| `extractedBy` |" not in readme


def test_a_block_is_rewritten_with_the_code_before_it_and_others_stay() -> None:
    page = "```sh\nfirst\n```\n<!-- generated: a 3 -->\nold\n<!-- /generated -->\n<!-- generated: b -->\n<!-- /generated -->\n"
    seen: list[Asked] = []

    def generate(asked: Asked) -> str:
        seen.append(asked)
        return "new"

    assert rewrite(page, {"a": generate}) == page.replace("old", "new")
    assert seen == [Asked("3", "first\n")]
    assert blocks(page) == {"a", "b"}


def test_scores_become_a_table_and_stay_where_there_are_none(tmp_path: Path) -> None:
    assert score_generators(tmp_path / "absent.txt") == {}
    path = tmp_path / "errors.txt"
    path.write_text(SCORES, encoding="utf-8")
    text = score_generators(path)["quality"](Asked("", ""))
    assert "| entities, all | 0.915 | 0.801 | 0.854 | 516 of 644 |" in text
    assert "(2 documents, version " in text
    assert text.count("\n| ") == 3


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(["x"], [["a|b"]]).splitlines()[-1] == "| a\\|b |"


def test_every_module_of_extraction_has_its_room() -> None:
    rooms = TEXTS["CONTRIBUTING.md"]
    modules = sorted(path.name for path in (ROOT / "extract").glob("*.py") if path.name != "__init__.py")
    assert [name for name in modules if name not in rooms] == []
