"""Who may read which table: one role without login per agency, its privileges computed from the sharing types.

The directory and the grants say what ought to be (Articles 9, 10, 25, 26); PostgreSQL's catalog says what is. A site
gives its own logins membership in their agency's role. Only SELECT is ever granted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from infra.postgres import Cursor, connect, rows, transaction
from infra.settings import Settings
from schemas.bilingual import Refusal
from schemas.directory import Directory, Item, SharingType
from schemas.views import SUBJECTS, masked_view, subject_items, subject_view

PREFIX = "agency_"


class Grant(NamedTuple):
    """A privilege of a role: SELECT on a table or view, or USAGE on the database schema that holds it."""

    role: str
    privilege: str
    on: str


class Approval(NamedTuple):
    """What an agency was granted of an item shared under conditions: all of it, or the masked part."""

    agency: str
    item: str
    projection: str


@dataclass(frozen=True)
class Plan:
    """What to do so that roles are as they ought to be, in order of name."""

    create: Sequence[str]
    grant: Sequence[Grant]
    revoke: Sequence[Grant]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not (self.create or self.grant or self.revoke)


def role_of(agency: str) -> str:
    """The database role of an agency."""
    return PREFIX + agency.replace("-", "_")


def plan(cursor: Cursor, directory: Directory, today: date) -> Plan:
    """Hold the roles against the directory and the grants in force on a day."""
    wanted, standing = demanded(directory, approvals(cursor, today), today), _standing(cursor)
    known = {role for (role,) in rows(cursor, "SELECT rolname FROM pg_roles")}
    return Plan(
        create=sorted({role_of(agency) for agency in directory.agencies} - known),
        grant=sorted(wanted - standing),
        revoke=sorted(standing - wanted),
    )


def approvals(cursor: Cursor, today: date) -> list[Approval]:
    """The grants in force on a day."""
    found = rows(
        cursor,
        "SELECT agency, item, projection FROM platform.sharing_grant "
        "WHERE valid_from_on <= %(today)s AND (valid_to_on IS NULL OR %(today)s <= valid_to_on)",
        {"today": today},
    )
    return [Approval(*row) for row in found]


def has_whole(settings: Settings, agency: str, item: str, today: date) -> bool:
    """Whether an agency was granted all of an item on a day, not a masked part alone."""
    with closing(connect(settings, "govsync-roles")) as connection, transaction(connection) as cursor:
        return any(a == (agency, item, "FULL") for a in approvals(cursor, today))


def apply(cursor: Cursor, directory: Directory, today: date) -> Plan:
    """Do what `plan` says; returns what was done.

    Raises:
        Refusal: this database user may not create roles.
    """
    found = plan(cursor, directory, today)
    if found.create and not may_create_roles(cursor):
        raise Refusal(
            "This database user may not create roles. Run `govsync roles apply` as one who may (CREATEROLE).",
            "当前数据库用户无权创建角色。请以有 CREATEROLE 权限的用户运行 `govsync roles apply`。",
        )
    for role in found.create:
        cursor.execute(f'CREATE ROLE "{role}" NOLOGIN')
    for privilege, on, roles in _together(found.revoke):
        cursor.execute(f"REVOKE {privilege} ON {on} FROM {roles}")
    for privilege, on, roles in _together(found.grant):
        cursor.execute(f"GRANT {privilege} ON {on} TO {roles}")
    return found


def may_create_roles(cursor: Cursor) -> bool:
    """Whether this database user may create roles."""
    return bool(rows(cursor, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")[0][0])


def demanded(directory: Directory, approved: Iterable[Approval], today: date) -> set[Grant]:
    """Every privilege the agencies ought to have on a day, and no other.

    UNCONDITIONED: every agency reads the table. CONDITIONED: whoever has a grant, the table or its masked view.
    NONSHAREABLE: nobody. Only items whose mode includes tables. Who reads a table may read it masked, and a subject's
    view is for those who may read all of its items.
    """
    projections = {(a.agency, a.item): a.projection for a in approved}
    found: set[Grant] = set()
    for agency in directory.agencies:
        readable = {
            item.item: projection
            for item in directory.items.values()
            if (projection := _projection(item, projections.get((agency, item.item)), today)) is not None
        }
        relations = {masked_view(directory.items[code]) for code in readable}
        full = {code for code, projection in readable.items() if projection == "FULL"}
        relations |= {f"{item.database}.{item.table}" for item in map(directory.items.__getitem__, full)}
        relations |= {
            subject_view(prefix)
            for prefix in SUBJECTS
            if full.issuperset(item.item for item in subject_items(directory, prefix))
        }
        role = role_of(agency)
        found |= {Grant(role, "SELECT", relation) for relation in relations}
        found |= {Grant(role, "USAGE", relation.split(".")[0]) for relation in relations}
    return found


def _projection(item: Item, approved: str | None, today: date) -> str | None:
    """How an agency may read an item's table: FULL, MASKED, or not at all."""
    sharing = item.version_on(today).sharing
    if "TABLE" not in sharing.mode or sharing.type is SharingType.NONSHAREABLE:
        return None
    return "FULL" if sharing.type is SharingType.UNCONDITIONED else approved


def _standing(cursor: Cursor) -> set[Grant]:
    """Every privilege that roles of agencies have on anything of this database."""
    like = PREFIX.replace("_", r"\_") + "%"
    found = rows(
        cursor,
        "SELECT r.rolname, a.privilege_type, format('%%I.%%I', n.nspname, c.relname) FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a "
        "JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname LIKE %(like)s UNION ALL "
        "SELECT r.rolname, a.privilege_type, quote_ident(n.nspname) FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a "
        "JOIN pg_roles r ON r.oid = a.grantee WHERE r.rolname LIKE %(like)s",
        {"like": like},
    )
    return {Grant(*row) for row in found}


def _together(grants: Iterable[Grant]) -> list[tuple[str, str, str]]:
    """Privilege, on what, and the roles, so that one statement serves all roles."""
    roles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for grant in grants:
        on = f"SCHEMA {grant.on}" if "." not in grant.on else f"TABLE {grant.on}"
        roles[grant.privilege, on].append(f'"{grant.role}"')
    return [(privilege, on, ", ".join(sorted(named))) for (privilege, on), named in sorted(roles.items())]
