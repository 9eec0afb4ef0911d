"""Article 14: basic databases of natural persons, legal persons, natural resources and spatial geography; e-licences."""

import pytest

from schemas.directory_files import load_directory
from schemas.views import create_views, subject_items

pytestmark = pytest.mark.article("14")

DIRECTORY = load_directory()


def test_each_item_is_kept_in_the_basic_database_of_its_kind_or_among_the_others() -> None:
    kinds = {item.item.split("-")[0]: item.database for item in DIRECTORY.items.values()}
    assert kinds == {
        "np": "natural_person",
        "lp": "legal_person",
        "nr": "natural_resource",
        "el": "licence",
        "ot": "other",
    }


@pytest.mark.parametrize(("prefix", "articles"), [("np", "21"), ("lp", "23")])
def test_a_subject_is_joined_over_all_items_of_its_article_and_over_its_e_licences(prefix: str, articles: str) -> None:
    joined = {item.item for item in subject_items(DIRECTORY, prefix)}
    demanded = {i.item for i in DIRECTORY.items.values() if i.article.startswith(f"{articles}(")}
    licences = {i.item for i in DIRECTORY.items.values() if i.item.startswith("el-")}
    assert joined == demanded | licences


def test_the_basic_databases_are_views_over_every_item_they_join() -> None:
    views = create_views(DIRECTORY)
    for view, prefix in (("natural_person.person", "np"), ("legal_person.entity", "lp")):
        text = views.split(f"CREATE VIEW {view} AS")[1].split("COMMENT ON VIEW")[0]
        assert {
            i.item for i in subject_items(DIRECTORY, prefix) if f"JOIN {i.database}.{i.table} r" not in text
        } == set()
