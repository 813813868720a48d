"""The YAML files of rules and word lists, parsed by the fast safe loader."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(package: str, folder: str, name: str) -> Any:
    """The parsed content of ``FOLDER/NAME.yaml`` in a package."""
    text = resources.files(package).joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the C one where there is one
