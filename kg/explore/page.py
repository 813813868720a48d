"""One HTML page: shared frame, inlined assets, its data, and a policy that forbids everything else."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from kg.explore.text import script_json, visible
from kg.explore.words import ASSETS, class_styles

SPLIT_ABOVE = 5_000_000
"""Bytes of embedded data past which a page keeps its data in files of their own."""
SHARD_BYTES = 1_000_000
"""Wished size of one evidence file of a split page."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page of a folder shares: its name, the messages, the documents, and where the root is."""

    title: str
    messages: dict[str, tuple[str, str]]
    documents: Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Data:
    """A page's data: JSON blocks by element id to embed, and files (path in the folder → text) beside it."""

    blocks: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)


def embedded(**values: Any) -> Data:
    """Data that is embedded whole, one block a keyword."""
    return Data({name: script_json(value) for name, value in values.items()})


def data_file(name: str, value: Any) -> str:
    """The text of a script that hands ``value`` to the page that loads it (JSON cannot be read from ``file://``)."""
    return f"kg.receive({script_json(name)},{script_json(value)});\n"


def library() -> str:
    """The vis-network script that pyvis ships (Apache-2.0 or MIT, its notice is in its first lines)."""
    folder = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    return _inline((folder / "vis-network.min.js").read_text(encoding="utf-8"))


def environment(
    name: str, frame: Frame, data: Data, scripts: Sequence[str], *, root: str = ""
) -> Environment:
    """A Jinja environment whose globals are what the frame's template needs.

    Args:
        name: the page's name, as in the navigation ("network", "figures" …).
        frame: what all pages share.
        data: the page's data.
        scripts: asset files (without ".js") to inline after "base".
        root: the way from the page to the folder's root, "" or "../".
    """
    made = Environment(
        loader=PackageLoader("kg.explore"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["script_json"] = lambda value: Markup(script_json(value))  # noqa: S704
    style = _inline((ASSETS / "explore.css").read_text(encoding="utf-8") + class_rules())
    bundle = "\n".join(_inline((ASSETS / f"{s}.js").read_text(encoding="utf-8")) for s in ("base", *scripts))
    vis = library() if name == "network" else ""
    made.globals.update(
        page=name,
        frame=frame,
        root=root,
        embedded={"messages": script_json(frame.messages), **data.blocks},
        style=style,
        script=bundle,
        library=vis,
        policy=_policy([text for text in (vis, bundle) if text], style, split=bool(data.files)),
        t=lambda key, **values: _message(frame, key, values),
    )
    return made


def finished(html: str) -> str:
    """A rendered page with its invisible controls made visible."""
    return visible(html)


def render(template: str, made: Environment, **values: Any) -> str:
    """Render one of the package's templates."""
    return finished(made.get_template(template).render(**values))


def class_rules() -> str:
    """CSS rules that give the mentions of each class their colour."""
    return "".join(f'[data-c="{name}"]{{--c:{style.color}}}\n' for name, style in class_styles().items())


def _message(frame: Frame, key: str, values: dict[str, Any]) -> str:
    return frame.messages[key][0].format(**values)


def _inline(text: str) -> str:
    """An asset as it may stand inside its element."""
    return visible(text).replace("</script", "<\\/script").replace("</style", "<\\/style")


def _policy(scripts: Sequence[str], style: str, *, split: bool) -> str:
    """A content security policy: the page's scripts and style by hash, local data files, nothing remote."""
    hashes = " ".join(f"'{_digest(text)}'" for text in scripts)
    local = " 'self' file:" if split else ""
    return (
        f"default-src 'none'; script-src {hashes}{local}; style-src '{_digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
