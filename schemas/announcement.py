"""What the sharing directory announces about an item: the contents of Article 11(3) and of the national catalogue guide.

One wording, in both languages, for the command and for the pages.
"""

from datetime import date
from typing import NamedTuple

from schemas.bilingual import Text
from schemas.code_list import CodeList
from schemas.directory import (
    Agency,
    Directory,
    Element,
    ElementKind,
    Item,
    ItemVersion,
    Limitation,
    NormRank,
    Role,
    SharingType,
    Track,
)

SHARING_TYPES = {
    SharingType.UNCONDITIONED: Text("unconditioned", "无条件共享"),
    SharingType.CONDITIONED: Text("conditioned", "有条件共享"),
    SharingType.NONSHAREABLE: Text("nonshareable", "不予共享"),
}
LIMITATIONS = {
    Limitation.AUDIENCE: Text("to some agencies only", "仅限部分部门"),
    Limitation.CONTENT: Text("in part only", "仅限部分内容"),
}
RANKS = {
    NormRank.LAW: Text("law", "法律"),
    NormRank.ADMINISTRATIVE_REGULATION: Text("administrative regulation", "行政法规"),
    NormRank.CENTRAL_POLICY: Text("policy of the Party Central Committee or the State Council", "党中央、国务院政策"),
    NormRank.LOCAL_REGULATION: Text("local regulation", "地方性法规"),
    NormRank.GOVERNMENT_RULE: Text("government rule", "政府规章"),
}
DEPARTMENTS: dict[Role, Text] = {
    "COLLECTOR": Text("collected by", "采集部门"),
    "VERIFIER": Text("verified by", "核实部门"),
    "PROVIDER": Text("provided by", "提供部门"),
}
DATABASE_NAMES = {
    "natural_person": Text("natural persons", "自然人"),
    "legal_person": Text("legal persons", "法人"),
    "natural_resource": Text("natural resources and spatial geography", "自然资源和空间地理"),
    "licence": Text("e-licences", "电子证照"),
    "other": Text("other information", "其他政务信息"),
}
_PACES = {Track.PROMPT: Text("promptly", "及时"), Track.QUARTERLY: Text("quarterly", "按季度")}
_YES_NO = {True: Text("yes", "是"), False: Text("no", "否")}


class Entry(NamedTuple):
    """One field of the announcement: its key in JSON, its name, and what is said."""

    key: str
    label: Text
    value: Text


def announced(directory: Directory, item: Item, day: date) -> list[Entry]:
    """Every field that says something about the item on that day, in the order in which people look for them."""
    version = item.version_on(day)
    sharing = version.sharing
    fields = [
        Entry("abstract", Text("abstract", "摘要"), item.abstract),
        Entry("database", Text("category", "分类"), DATABASE_NAMES[item.database]),
        Entry("article", Text("article", "条款"), _same(item.article)),
        Entry("sharing_type", Text("sharing type", "共享类型"), SHARING_TYPES[sharing.type]),
        Entry("bases", Text("bases", "共享依据"), sharing.bases),
        Entry("conditions", Text("conditions", "共享条件"), sharing.conditions),
        Entry(
            "limitation",
            Text("limited", "限制方式"),
            LIMITATIONS[sharing.limitation] if sharing.limitation else _same(""),
        ),
        Entry("citation", Text("not shared by", "不予共享依据"), _cited(version)),
        Entry("mode", Text("sharing mode", "共享方式"), _same(sharing.mode)),
        Entry("method", Text("method", "提供方法"), version.method),
        Entry("scope", Text("scope", "共享范围"), version.scope),
        Entry("update_frequency", Text("update frequency", "更新频率"), version.update_frequency),
        Entry("time_limit", Text("time limit of an update", "更新时限"), time_limit(version)),
        Entry("purpose", Text("specific purpose", "具体用途"), version.purpose),
        Entry("open_to_public", Text("open to the public", "开放属性"), _YES_NO[version.open_to_public]),
        *(Entry(role.lower(), label, departments(directory, item, role, day)) for role, label in DEPARTMENTS.items()),
        Entry("contacts", Text("reached through", "联系方式"), addresses(directory, item, day)),
        Entry("identity_types", Text("identified by", "主体标识"), _identities(item)),
        Entry("related_items", Text("related items", "关联信息项"), _same(", ".join(item.related_items))),
        Entry("announced_on", Text("announced on", "公布日期"), _same(str(version.announced_on))),
    ]
    return [field for field in fields if any(field.value)]


def pace(version: ItemVersion) -> Text:
    """The clock of Article 19 a version runs on, in a word or two."""
    if version.track is Track.WORKING_DAYS:
        return Text(f"{version.working_days} working days", f"{version.working_days}个工作日")
    return _PACES[version.track]


def time_limit(version: ItemVersion) -> Text:
    """The clock of Article 19 a version runs on. The number of days that "promptly" stands for is the parameters' matter."""
    if version.track is Track.PROMPT:
        return Text("promptly after the change (Art. 19(2))", "变更后及时更新（第十九条第二款）")
    if version.track is Track.QUARTERLY:
        return Text("at the start of each quarter, as approved (Art. 19(4))", "经批准，每季度初更新（第十九条第四款）")
    days = version.working_days
    return Text(
        f"within {days} working days of the change (Art. 19(3))", f"变更之日起{days}个工作日内（第十九条第三款）"
    )


def departments(directory: Directory, item: Item, role: Role, day: date) -> Text:
    """The names of the agencies that collect, verify or provide on that day."""
    agencies = [directory.agencies[code] for code in dict.fromkeys(row.agency for row in item.answering(role, day))]
    return Text("; ".join(a.name.en for a in agencies), "；".join(a.name.zh for a in agencies))


def addresses(directory: Directory, item: Item, day: date) -> Text:
    """Where the agencies that provide on that day are reached, and whose post is primarily responsible (Articles 6, 17)."""
    providing = [directory.agencies[code] for code in dict.fromkeys(r.agency for r in item.answering("PROVIDER", day))]
    return Text(" | ".join(reached(a).en for a in providing), " | ".join(reached(a).zh for a in providing))


def reached(agency: Agency) -> Text:
    """An agency's office and telephone for everyday questions, and the post to which matters are escalated."""
    office, telephone = agency.contact.office, agency.contact.telephone
    return Text(
        f"{agency.name.en}: {office.en}, {telephone}; responsible: {agency.head.en}",
        f"{agency.name.zh}：{office.zh}，{telephone}；第一责任人：{agency.head.zh}",
    )


def addressee(agency: Agency, *, is_overdue: bool) -> Text:
    """Whom a warning goes to: the office that is called, and, once it is overdue, the responsible post (Article 6)."""
    office, telephone, head = agency.contact.office, agency.contact.telephone, agency.head
    if is_overdue:
        return Text(f"{head.en}, through {office.en}, {telephone}", f"{head.zh}（经{office.zh}，{telephone}）")
    return Text(f"{office.en}, {telephone}", f"{office.zh}，{telephone}")


def type_name(element: Element) -> str:
    """The type of an element's value, with the digits of a decimal."""
    if element.kind is ElementKind.DECIMAL:
        return f"decimal({element.precision}, {element.scale})"
    return element.kind.value


def value_domain(element: Element) -> dict[str, Text]:
    """What the values of an element are held to besides their type: annotation to a statement of it."""
    domain = {}
    if element.identifier is not None:
        domain["identifier"] = identity_type_name(element.identifier)
    if element.code_list is not None:
        title = CodeList.load(element.code_list).title
        domain["code_list"] = Text(f"code of {title.en}", f"代码：{title.zh}")
    if element.pattern is not None:
        domain["pattern"] = _same(element.pattern)
    low, high = ("" if bound is None else f"{bound:.12g}" for bound in (element.minimum, element.maximum))
    if low or high:
        domain["bounds"] = _same(f"{low} … {high}".strip())
    if element.max_length is not None:
        domain["max_length"] = Text(f"at most {element.max_length} characters", f"至多{element.max_length}个字符")
    if element.crs is not None:
        domain["crs"] = _same(element.crs)
    return domain


def identity_type_name(code: str) -> Text:
    """What a code of the list of identity types stands for."""
    name = CodeList.load("identity_type").entries[code][0].name
    return Text(f"{name.en} ({code})", f"{name.zh}（{code}）")


def _identities(item: Item) -> Text:
    names = [identity_type_name(code) for code in item.identity_types]
    return Text(", ".join(n.en for n in names), "、".join(n.zh for n in names))


def _cited(version: ItemVersion) -> Text:
    cited = version.sharing.citation
    if cited is None:
        return _same("")
    rank = RANKS[cited.rank]
    return Text(f"{cited.title.en}, {cited.article} ({rank.en})", f"{cited.title.zh}，{cited.article}（{rank.zh}）")


def _same(words: str) -> Text:
    return Text(words, words)
