import subprocess
import sys

_LOGS_A_WARNING = """
from infra.log import logger
logger().warning("kafka_client.reported", code="_TRANSPORT", surname="nobody", error="about 440305197812035213")
print('{"green": true}')
"""


def test_what_a_command_logs_stays_out_of_its_answer() -> None:
    done = subprocess.run([sys.executable, "-c", _LOGS_A_WARNING], capture_output=True, text=True, check=True)
    assert done.stdout == '{"green": true}\n'
    assert "kafka_client.reported" in done.stderr


def test_a_command_logs_neither_unknown_keys_nor_numbers() -> None:
    done = subprocess.run([sys.executable, "-c", _LOGS_A_WARNING], capture_output=True, text=True, check=True)
    assert "surname" not in done.stderr
    assert "440305197812035213" not in done.stderr


_ENDS_WITH_AN_ERROR_THAT_QUOTES_A_ROW = """
import psycopg2
from infra import log
log.configure("materialiser", "materialiser-0")
log.logger().warning("rules.loaded", rules_version="b78a8781332f680f")
raise psycopg2.errors.AdminShutdown('terminating connection\\nCONTEXT:  COPY history, line 1: "440305197812035213,nobody"')
"""


def test_what_postgresql_quotes_of_a_row_does_not_reach_a_workers_log() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ENDS_WITH_AN_ERROR_THAT_QUOTES_A_ROW], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "AdminShutdown: terminating connection\nCONTEXT: …\n" in done.stderr
    assert "b78a8781332f680f" in done.stderr
    assert not {"440305197812035213", "nobody"} & set(done.stderr.replace('"', ",").split(","))
