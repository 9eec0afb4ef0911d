"""How much of what was freed a process keeps to itself."""

import ctypes
import platform

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h of the GNU C library
_THRESHOLD_BYTES = 128 * 1024


def give_back_freed_memory() -> None:
    """Give memory back as soon as a batch is done with, and not only when the process ends.

    The GNU C library raises its thresholds with the largest block that was ever freed, and so keeps whatever the
    largest batch took. Values that are set stay as they are (mallopt(3)). Elsewhere there is nothing to set.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    mallopt = ctypes.CDLL(None).mallopt
    for parameter in (_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD):
        mallopt(parameter, _THRESHOLD_BYTES)
