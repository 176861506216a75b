"""A small, complete set of data for tests: one entry of each kind and of each way to show a number."""

from __future__ import annotations

from typing import Any

from bekal.content.data import Contact, Data, Fact, Law, Source, Term
from bekal.content.safeguards import CaseFigure


def both(indonesian: str, english: str | None = None) -> dict[str, str]:
    """A text in both locales."""
    return {"id": indonesian, "en": english or indonesian}


def evidence(**changes: Any) -> dict[str, Any]:
    """Evidence from December 2025, seen in a document."""
    return {
        "source": ["leaflet"],
        "confirmed_on": "2025-12",
        "confirmed_by": "document",
        "confidence": "high",
        **changes,
    }


def channel(number: str, **changes: Any) -> dict[str, Any]:
    """A way to reach somebody; a number with ``+`` is international."""
    kind = "phone" if number.startswith("+") else "shortcode"
    return {
        "type": kind,
        "value": number.replace(" ", "").replace("-", ""),
        "as_printed": number,
        **evidence(**changes),
    }


def contact(identity: str, *channels: dict[str, Any], **changes: Any) -> Contact:
    """A usable contact."""
    return Contact.model_validate(
        {
            "id": identity,
            "name": both(f"Kantor {identity}", f"Office {identity}"),
            "kind": "government-national",
            "country": "ID",
            "serves": both("Semua orang", "Everybody"),
            "status": "usable",
            "channels": channels,
            **changes,
        }
    )


def case_figure(year: int, count: int, source: str) -> CaseFigure:
    """A count of cases as somebody reported it."""
    return CaseFigure(
        id=f"satgas-{year}",
        year=year,
        what="kasus",
        count=count,
        reported_on="2025-10-15",
        source=(source,),
    )


def sample_data() -> Data:
    """One entry of each kind."""
    return Data(
        contacts={
            "police": contact("police", channel("110", reach="inside"), critical=True),
            "centre": contact(
                "centre",
                channel("0800-1000", reach="inside", label=both("Gratis", "Free")),
                channel("+62 21 29244800"),
                channel("+62 811 0000 000", type="whatsapp", confidence="medium"),
                critical=True,
            ),
            "unsure": contact("unsure", channel("+62 21 0000 000"), status="check-first"),
            "called": contact(
                "called", channel("+62 21 1111 111", confirmed_by="call", confirmed_on="2026-10-05")
            ),
        },
        facts={
            "minimum-age": Fact.model_validate(
                {
                    "id": "minimum-age",
                    "name": both("usia paling muda", "youngest age"),
                    "type": "duration",
                    "unit": "year",
                    "value": 18,
                    "kind": "law",
                    "perishes": False,
                    **evidence(),
                }
            ),
            "premium": Fact.model_validate(
                {
                    "id": "premium",
                    "name": both("iuran", "premium"),
                    "type": "money",
                    "currency": "IDR",
                    "value": 332500,
                    "kind": "money",
                    **evidence(),
                }
            ),
        },
        laws={
            "uu-18-2017": Law.model_validate(
                {
                    "id": "uu-18-2017",
                    "short": both("UU 18/2017", "Law 18/2017"),
                    "title": both("Pelindungan Pekerja Migran Indonesia"),
                    "articles": [
                        {"number": "13", "says": both("Surat yang harus ada", "Papers that must be there")}
                    ],
                    **evidence(),
                }
            )
        },
        sources={
            "leaflet": Source.model_validate(
                {
                    "id": "leaflet",
                    "title": "Selebaran",
                    "publisher": "Kementerian",
                    "published_on": "2025-12-01",
                    "read_on": "2026-11-24",
                    "kind": "government",
                    "url": "https://example.org/selebaran",
                }
            )
        },
        terms={
            "disnaker": Term.model_validate(
                {
                    "id": "disnaker",
                    "short": both("Disnaker"),
                    "long": both("dinas tenaga kerja", "manpower office"),
                    "explained": both("Kantor yang mengurus kerja", "The office for work"),
                }
            )
        },
    )
