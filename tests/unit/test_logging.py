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
