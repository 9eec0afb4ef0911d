"""A file of State Council notices as rows of the register; every fault of it at once, with its place."""

from datetime import datetime
from pathlib import Path

import yaml
from pydantic import ValidationError

from govsync.register_file import Fault, faults_of, refuse
from schemas import strict_yaml
from schemas.bilingual import Refusal, Text
from schemas.registers import CalendarNotice
from stream_processors.rules.calendar import Calendar, NoticeFile
from stream_processors.rules.registration import notice_faults
from stream_processors.rules.timeliness import beijing_date


def read_notices(path: Path, known: Calendar, now: datetime) -> list[CalendarNotice]:
    """The notices of a file that do not come with the product.

    Raises:
        Refusal: the file cannot be read, or a notice in it cannot be true; says each fault.
    """
    file = _parsed(path)
    packaged = {notice.id: notice for notice in Calendar.load().notices}
    faults = [Fault(n + 1, place, why) for n, place, why in notice_faults(file, known, beijing_date(now))]
    for position, notice in enumerate(file.notices):
        if notice.id in packaged and notice != packaged[notice.id]:
            why = Text(
                "it comes with the product and says something else there; load the notice that amends it",
                "产品自带的该通知内容不同；请导入对其修改的通知",
            )
            faults.append(Fault(position + 1, "number", why))
    if faults:
        raise refuse(path, faults)
    return [
        CalendarNotice(notice=notice.id, year=file.year, stated=notice.model_dump(mode="json"))
        for notice in file.notices
        if notice.id not in packaged
    ]


def _parsed(path: Path) -> NoticeFile:
    try:
        stated = strict_yaml.parse(path.read_text("utf-8"))
        return NoticeFile.model_validate(stated)
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from error
    except ValidationError as error:
        raise refuse(path, list(faults_of(1, error))) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        reason = str(error).replace("\n", " ")
        raise Refusal(
            f"{path.name} is no YAML in UTF-8: {reason}", f"{path.name} 不是 UTF-8 编码的 YAML：{reason}"
        ) from error
