import socket
from collections.abc import Iterator

import pytest

from infra.local.ports import ADDRESS, choose, is_free, require_free
from schemas.bilingual import Refusal


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server((ADDRESS, 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use_is_refused_with_the_option_that_named_it(taken: int) -> None:
    with pytest.raises(Refusal, match=f"Port {taken} .--kafka-port.") as refusal:
        require_free(taken, "--kafka-port")
    assert "--kafka-port" in refusal.value.text.zh


def test_a_free_port_is_kept_from_one_start_to_the_next() -> None:
    port = choose(None)
    assert choose(port) == port


def test_another_port_is_chosen_when_last_time_s_is_taken(taken: int) -> None:
    port = choose(taken)
    assert port != taken
    assert is_free(port)


def test_chosen_ports_are_not_those_of_outgoing_connections() -> None:
    with socket.create_server((ADDRESS, 0)) as handed_out_by_the_system:
        assert choose(None) < handed_out_by_the_system.getsockname()[1]
