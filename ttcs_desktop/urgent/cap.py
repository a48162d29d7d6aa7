"""An urgent message in the Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010), for whoever takes alerts in.

The order of elements is that of the schema; times are written with +07:00, never with Z, as the standard asks.
"""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree as ET

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.urgent.model import Message, Template

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
LANGUAGE = "vi-VN"
_OFFSET = "+07:00"
# What XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who sends: the unit's code, what it is called, and whether its record is only a trial."""

    code: str
    sender: str
    province: str
    trial: bool = False


def cap_xml(message: Message, template: Template, issuer: Issuer, drill_words: str) -> bytes:
    """The alert as UTF-8 XML; of a stopped message its cancellation, which names the alert it takes back.

    A drill has the status Exercise, a message of a trial record Test: only what is neither is Actual. The identifier
    comes out of unit and message, so that writing it again gives the same.
    """
    ET.register_namespace("", NAMESPACE)
    alert = ET.Element(_name("alert"))
    identifier, stopped = _identifier(message, issuer), message.stopped_at
    _add(alert, "identifier", f"{identifier}.cancel" if stopped else identifier)
    _add(alert, "sender", _sender(issuer))
    _add(alert, "sent", _time(stopped or message.sent_at))
    _add(alert, "status", "Exercise" if message.drill else "Test" if issuer.trial else "Actual")
    _add(alert, "msgType", "Cancel" if stopped else "Alert")
    _add(alert, "scope", "Public")
    notes = [drill_words if message.drill else "", message.stop_reason if stopped else ""]
    _add(alert, "note", ". ".join(filter(None, notes)))
    if stopped:
        _add(alert, "references", f"{_sender(issuer)},{identifier},{_time(message.sent_at)}")
    _add_info(alert, message, template, issuer, drill_words)
    ET.indent(alert)
    written: bytes = ET.tostring(alert, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add_info(alert: ET.Element, message: Message, template: Template, issuer: Issuer, drill_words: str) -> None:
    info = ET.SubElement(alert, _name("info"))
    mark = f"{drill_words}: " if message.drill else ""
    _add(info, "language", LANGUAGE)
    _add(info, "category", template.category)
    _add(info, "event", f"{mark}{template.name}")
    _add(info, "responseType", template.response)
    _add(info, "urgency", template.urgency)
    _add(info, "severity", template.severity)
    _add(info, "certainty", template.certainty)
    _add(info, "effective", _time(message.sent_at))
    _add(info, "onset", _time(message.starts))
    _add(info, "expires", _time(message.expires))
    _add(info, "senderName", issuer.sender)
    _add(info, "headline", f"{mark}{message.headline}")
    _add(info, "description", f"{mark}{message.what}" if message.what else message.spoken)
    _add(info, "instruction", f"{mark}{message.action}" if message.action else "")
    area = ET.SubElement(info, _name("area"))
    _add(area, "areaDesc", f"{message.area}, {issuer.province}" if issuer.province else message.area)
    geocode = ET.SubElement(area, _name("geocode"))
    _add(geocode, "valueName", "QD19-2025-QD-TTg")
    _add(geocode, "value", issuer.code)


def _identifier(message: Message, issuer: Issuer) -> str:
    return f"ttcs.{issuer.code}.{message.id}"


def _sender(issuer: Issuer) -> str:
    """Must hold no space, comma, < or &."""
    return f"ttcs.{issuer.code}"


def _time(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}{_OFFSET}"


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    """An element with its text; nothing where there is none, for an empty element says something else."""
    kept = _FORBIDDEN.sub("", text).strip()
    if kept:
        ET.SubElement(parent, _name(tag)).text = kept
