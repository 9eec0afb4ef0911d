"""YAML without silent losses."""

import pytest
import yaml

from schemas import strict_yaml


def test_data_is_read_with_its_dates() -> None:
    assert str(strict_yaml.parse("a: [1, {b: 2019-07-01}]")) == "{'a': [1, {'b': datetime.date(2019, 7, 1)}]}"


def test_a_key_stated_twice_is_refused_at_any_depth() -> None:
    with pytest.raises(yaml.YAMLError, match="'b' is stated twice"):
        strict_yaml.parse("a: {b: 1, b: 2}")


@pytest.mark.parametrize("text", ["a: [", "? [a]\n: 1", "a: !!python/object:os.system {}"])
def test_what_is_malformed_or_no_plain_data_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        strict_yaml.parse(text)
