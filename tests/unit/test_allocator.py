"""What a worker's batch took is given back when the batch is done with."""

import platform
import subprocess
import sys

import pytest

_KEPT_AFTER_A_BATCH = """
import ctypes, sys
from pathlib import Path
from infra.allocator import give_back_freed_memory

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

if sys.argv[1] == "told":
    give_back_freed_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]

def filled(size):
    block = libc.malloc(size)
    ctypes.memset(block, 1, size)
    return block

libc.free(filled(24 << 20))  # the largest block so far: from here on the library keeps blocks up to this size
before = resident()
blocks = [filled(1 << 20) for _ in range(64)]
last = filled(1 << 20)  # something that outlives the batch
for block in blocks:
    libc.free(block)
print((resident() - before) >> 20)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="thresholds of the GNU C library")
def test_what_a_batch_took_is_given_back_though_something_outlives_it() -> None:
    kept = {
        told: int(
            subprocess.run([sys.executable, "-c", _KEPT_AFTER_A_BATCH, told], capture_output=True, check=True).stdout
        )
        for told in ("told", "untold")
    }
    assert kept["told"] < 8
    assert kept["untold"] > 32
