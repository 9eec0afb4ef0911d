"""Directories for tests: the product's own with one version of one item changed."""

from typing import Any

from schemas.directory import Directory, ItemVersion
from schemas.directory_files import load_directory

ITEM = "np-household-registration"
OTHER = "ot-air-quality"


def change(item: str, *, of_item: dict[str, Any] | None = None, **version: Any) -> Directory:
    """The directory whose `item` has another first version, and other fields of its own (`of_item`)."""
    directory = load_directory()
    before = directory.items[item]
    stated = before.versions[0].model_dump(exclude_defaults=True) | version
    changed = before.model_copy(
        update={"versions": (ItemVersion.model_validate(stated), *before.versions[1:]), **(of_item or {})}
    )
    return directory.model_copy(update={"items": {**directory.items, item: changed}})
