"""The faults themselves. Each function injects one, heals it, and returns; the run then measures how work goes on.

It returns whether the fault took place: a point that nobody reached, or a limit that nobody hit, proves nothing and
does not count.
"""

import signal
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing, suppress
from random import Random
from time import monotonic, sleep

import psutil
import psycopg2

from govsync.fault_matrix.site import Site, Stuck
from govsync.fault_matrix.traffic import Traffic
from infra import failpoint
from infra.postgres import connect, rows, transaction

Injection = Callable[[Site, Traffic, Random], bool]

WORKERS = ("validator", "materialiser")
SESSION_SECONDS = 6.0
"""`session.timeout.ms` of every consumer: who is silent for longer has lost its partitions."""

_SECONDS_TO_REACH_A_POINT = 20.0
_SECONDS_TO_END = 30.0
_LOCK_SECONDS = 12.0
_STORM_SECONDS = 5.0


def _kill(kind: str) -> Injection:
    def inject(site: Site, _traffic: Traffic, draw: Random) -> bool:
        name = site.one(kind, draw)
        with site.dies(name):
            site.signal(name, signal.SIGKILL)
        return True

    return inject


def terminate_worker(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """SIGTERM; a worker that has not ended after 30 s would be killed, and counts as stuck."""
    name = site.one(draw.choice([*WORKERS, "timekeeper"]), draw)
    with site.dies(name) as before:
        process = psutil.Process(before["pid"])
        process.terminate()
        _, alive = psutil.wait_procs([process], _SECONDS_TO_END)
        if alive:
            process.kill()
            raise Stuck(f"{name} did not end within {_SECONDS_TO_END:g} s of SIGTERM")
    return True


def freeze_worker(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """A zombie: silent until others own its partitions, then back with what it had in hand."""
    with site.frozen(site.one(draw.choice(WORKERS), draw)):
        sleep(SESSION_SECONDS + draw.uniform(1, 4))
    return True


def freeze_timekeeper(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """The timekeeper that relays is silent while another one runs."""
    with site.another("timekeeper", "timekeeper-other"), site.frozen(site.one("timekeeper", draw)):
        sleep(draw.uniform(8, 16))
    return True


def die_at_point(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """Death at a named point of a worker."""
    point = draw.choice(failpoint.POINTS)
    program = point.partition(".")[0]
    name = site.one("timekeeper" if program == "relay" else program, draw)
    before = site.running(name)
    file = failpoint.armed(site.settings.home, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(point)
    if point.endswith(".assigned"):  # reached by whoever joins
        site.signal(name, signal.SIGKILL)
    try:
        site.wait(point, lambda: not file.exists(), _SECONDS_TO_REACH_A_POINT)
    except Stuck:
        file.unlink(missing_ok=True)
        return False
    site.wait(f"end of {name}", lambda: site.process(name)["restarts"] > before["restarts"])
    site.running(name)
    return True


def lose_commit_answer(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """A materialiser's connection breaks between COMMIT and its answer."""
    name = site.one("materialiser", draw)
    file = failpoint.armed(site.settings.home, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"materialiser.committed {failpoint.LOST_ANSWER}")
    try:
        site.wait("a commit", lambda: not file.exists(), _SECONDS_TO_REACH_A_POINT)
    except Stuck:
        file.unlink(missing_ok=True)
        return False
    return True


def keep_brokers_down(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """Every broker is killed, and killed again as soon as it starts, for a while."""
    names = site.names("kafka")
    restarts = {name: site.running(name)["restarts"] for name in names}
    ends_at = monotonic() + draw.uniform(0, 15)
    while True:
        for name in names:
            process = site.process(name)
            if process["pid"] is not None:
                with suppress(psutil.NoSuchProcess):  # killed a moment ago, and not yet noticed
                    psutil.Process(process["pid"]).kill()
        if monotonic() > ends_at:
            break
        sleep(0.2)
    for name in names:
        site.wait(f"end of {name}", lambda name=name: site.process(name)["restarts"] > restarts[name])  # type: ignore[misc]
    for name in names:
        site.running(name)
    return True


def freeze_broker(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """One broker is silent until the others have taken over what it led, then comes back."""
    with site.frozen(site.one("kafka", draw)):
        sleep(draw.uniform(5, 10))
    return True


def slow_brokers(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """Every broker answers in jerks: most of the time it stands still."""
    ends_at = monotonic() + draw.uniform(4, 8)
    while monotonic() < ends_at:
        with ExitStack() as frozen:
            for name in site.names("kafka"):
                frozen.enter_context(site.frozen(name))
            sleep(0.4)
        sleep(0.1)
    return True


def fence_validator(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """A second process takes the transactional id and the membership of a running validator, then dies."""
    name = site.one("validator", draw)
    with site.dies(name), site.another("validator", name):
        site.wait(f"fencing of {name}", lambda: site.process(name)["state"] != "running")
    return True


def storm_of_workers(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """Workers come and go."""
    for storm in range(2):
        with ExitStack() as others:
            for kind in WORKERS:
                others.enter_context(site.another(kind, f"{kind}-storm-{storm}"))
            sleep(_STORM_SECONDS + draw.uniform(0, 1))
    return True


def crash_postgres(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """PostgreSQL ends at once, without a checkpoint: by SIGQUIT (immediate shutdown) or by SIGKILL."""
    with site.dies("postgres"):
        site.signal("postgres", draw.choice([signal.SIGQUIT, signal.SIGKILL]))
    return True


def terminate_sessions(site: Site, _traffic: Traffic, _draw: Random) -> bool:
    """PostgreSQL ends the workers' sessions."""
    with closing(connect(site.settings, "govsync-faults")) as connection, transaction(connection) as cursor:
        ended = rows(
            cursor,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND application_name LIKE 'govsync-%%' AND application_name <> 'govsync-faults'",
        )
    return bool(ended)


def hold_lock(site: Site, _traffic: Traffic, draw: Random) -> bool:
    """A session that holds what every materialiser needs, and does not answer."""
    with closing(connect(site.settings, "govsync-faults")) as connection:
        with connection.cursor() as cursor:
            try:
                cursor.execute("LOCK TABLE platform.sink_offset IN ACCESS EXCLUSIVE MODE")
            except psycopg2.errors.LockNotAvailable:
                return False
            sleep(_LOCK_SECONDS + draw.uniform(0, 2))
        connection.rollback()
    return True


def send_overtaken(site: Site, traffic: Traffic, _draw: Random) -> bool:
    """Older versions arrive when the newer ones stand: within a batch the newest is chosen before the table is asked."""
    older = traffic.send_newer()
    sent = traffic.sent
    site.wait("the newer versions written", lambda: site.written() >= sent)
    traffic.send_older(older)
    return True


def _send(how: Callable[[Traffic], None]) -> Injection:
    def inject(_site: Site, traffic: Traffic, _draw: Random) -> bool:
        how(traffic)
        return True

    return inject


INJECTIONS: Mapping[str, Injection] = {
    "kill_validator": _kill("validator"),
    "kill_materialiser": _kill("materialiser"),
    "kill_timekeeper": _kill("timekeeper"),
    "kill_broker": _kill("kafka"),
    "terminate_worker": terminate_worker,
    "freeze_worker": freeze_worker,
    "freeze_timekeeper": freeze_timekeeper,
    "die_at_point": die_at_point,
    "lose_commit_answer": lose_commit_answer,
    "keep_brokers_down": keep_brokers_down,
    "freeze_broker": freeze_broker,
    "slow_brokers": slow_brokers,
    "fence_validator": fence_validator,
    "storm_of_workers": storm_of_workers,
    "crash_postgres": crash_postgres,
    "terminate_sessions": terminate_sessions,
    "hold_lock": hold_lock,
    "send_poison": _send(Traffic.send_poison),
    "send_again": _send(Traffic.send_again),
    "send_overtaken": send_overtaken,
    "send_late": _send(Traffic.send_late),
}
"""What `matrix.yaml` may name."""
