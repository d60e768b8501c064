"""Reads XRechnung and other invoices of EN 16931, in UBL and CII, to fill a form with them.

The reader takes what it understands and leaves the rest empty: a person looks at every value before it counts. BT
numbers are the business terms of EN 16931-1; their paths are the syntax bindings CEN/TS 16931-3-2 (UBL) and 3-3 (CII).
"""

import re
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from lxml import etree

HOECHSTENS_BYTES = 5_000_000
_CENT = Decimal("0.01")

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_UN = "urn:un:unece:uncefact:data:standard:"
_RAUM = {
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
    "rsm": f"{_UN}CrossIndustryInvoice:100",
    "ram": f"{_UN}ReusableAggregateBusinessInformationEntity:100",
    "udt": f"{_UN}UnqualifiedDataType:100",
}
_WURZELN = {
    f"{{{_UBL}Invoice-2}}Invoice": "ubl",
    f"{{{_UN}CrossIndustryInvoice:100}}CrossIndustryInvoice": "cii",
}
_GUTSCHRIFT = f"{{{_UBL}CreditNote-2}}CreditNote"
_CODE_GUTSCHRIFT = "381"
_CODES_TEILRECHNUNG = frozenset({"326", "875", "876"})

_PARTEI = "cac:AccountingSupplierParty/cac:Party/"
_SUMME = "cac:LegalMonetaryTotal/cbc:"
_UBL_PFADE = {
    "nummer": "cbc:ID",  # BT-1
    "datum": "cbc:IssueDate",  # BT-2
    "typ": "cbc:InvoiceTypeCode",  # BT-3
    "waehrung": "cbc:DocumentCurrencyCode",  # BT-5
    "faellig_am": "cbc:DueDate",  # BT-9
    "leitweg_id": "cbc:BuyerReference",  # BT-10
    "zahlungsbedingungen": "cac:PaymentTerms/cbc:Note",  # BT-20
    "verkaeufer": f"{_PARTEI}cac:PartyLegalEntity/cbc:RegistrationName",  # BT-27
    "umsatzsteuer_id": f"{_PARTEI}cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID",  # BT-31
    "steuernummer": f"{_PARTEI}cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!='VAT']/cbc:CompanyID",  # BT-32
    "liefertag": "cac:Delivery/cbc:ActualDeliveryDate",  # BT-72
    "leistung_von": "cac:InvoicePeriod/cbc:StartDate",  # BT-73
    "leistung_bis": "cac:InvoicePeriod/cbc:EndDate",  # BT-74
    "abzuege": f"{_SUMME}AllowanceTotalAmount",  # BT-107
    "zuschlaege": f"{_SUMME}ChargeTotalAmount",  # BT-108
    "netto": f"{_SUMME}TaxExclusiveAmount",  # BT-109
    "brutto": f"{_SUMME}TaxInclusiveAmount",  # BT-112
    "bezahlt": f"{_SUMME}PrepaidAmount",  # BT-113
    "zahlbar": f"{_SUMME}PayableAmount",  # BT-115
}
_UBL_STEUER = "cac:TaxTotal/cbc:TaxAmount"  # BT-110 and, in another currency, BT-111
_UBL_POSITIONEN = "cac:InvoiceLine/cbc:LineExtensionAmount"  # BT-131

_GESCHAEFT = "rsm:SupplyChainTradeTransaction/"
_VERTRAG = f"{_GESCHAEFT}ram:ApplicableHeaderTradeAgreement/"
_ZAHLUNG = f"{_GESCHAEFT}ram:ApplicableHeaderTradeSettlement/"
_CII_SUMME = f"{_ZAHLUNG}ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
_STEUERNUMMERN = f"{_VERTRAG}ram:SellerTradeParty/ram:SpecifiedTaxRegistration/ram:ID"
_CII_PFADE = {
    "nummer": "rsm:ExchangedDocument/ram:ID",
    "datum": "rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString",
    "typ": "rsm:ExchangedDocument/ram:TypeCode",
    "waehrung": f"{_ZAHLUNG}ram:InvoiceCurrencyCode",
    "faellig_am": f"{_ZAHLUNG}ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString",
    "leitweg_id": f"{_VERTRAG}ram:BuyerReference",
    "zahlungsbedingungen": f"{_ZAHLUNG}ram:SpecifiedTradePaymentTerms/ram:Description",
    "verkaeufer": f"{_VERTRAG}ram:SellerTradeParty/ram:Name",
    "umsatzsteuer_id": f"{_STEUERNUMMERN}[@schemeID='VA']",
    "steuernummer": f"{_STEUERNUMMERN}[@schemeID='FC']",
    "liefertag": f"{_GESCHAEFT}ram:ApplicableHeaderTradeDelivery/ram:ActualDeliverySupplyChainEvent"
    "/ram:OccurrenceDateTime/udt:DateTimeString",
    "leistung_von": f"{_ZAHLUNG}ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString",
    "leistung_bis": f"{_ZAHLUNG}ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString",
    "abzuege": f"{_CII_SUMME}AllowanceTotalAmount",
    "zuschlaege": f"{_CII_SUMME}ChargeTotalAmount",
    "netto": f"{_CII_SUMME}TaxBasisTotalAmount",
    "brutto": f"{_CII_SUMME}GrandTotalAmount",
    "bezahlt": f"{_CII_SUMME}TotalPrepaidAmount",
    "zahlbar": f"{_CII_SUMME}DuePayableAmount",
}
_CII_STEUER = f"{_CII_SUMME}TaxTotalAmount"
_CII_POSITIONEN = (
    f"{_GESCHAEFT}ram:IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeSettlement"
    "/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
)

_PFADE = {
    "ubl": (_UBL_PFADE, _UBL_STEUER, _UBL_POSITIONEN),
    "cii": (_CII_PFADE, _CII_STEUER, _CII_POSITIONEN),
}
_TAGE = ("datum", "faellig_am", "liefertag", "leistung_von", "leistung_bis")
_BETRAEGE = ("abzuege", "zuschlaege", "netto", "steuer", "brutto", "bezahlt", "zahlbar", "positionen")
_LAENGEN = {"nummer": 60, "leitweg_id": 60, "verkaeufer": 200, "umsatzsteuer_id": 30, "steuernummer": 30}

_DEZIMAL = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,20})?")
_TAG_UBL = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_TAG_CII = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SKONTO = re.compile(
    r"#SKONTO#TAGE=([0-9]{1,3})#PROZENT=([0-9]{1,2}\.[0-9]{2})(?:#BASISBETRAG=([0-9]{1,12}\.[0-9]{2}))?#"
)


@dataclass(frozen=True)
class Erechnung:
    """What an e-invoice says; what is missing or unreadable is None or empty. Amounts in `waehrung`."""

    format: str
    nummer: str = ""
    datum: date | None = None
    typ: str = ""
    waehrung: str = ""
    faellig_am: date | None = None
    leitweg_id: str = ""
    verkaeufer: str = ""
    umsatzsteuer_id: str = ""
    steuernummer: str = ""
    liefertag: date | None = None
    leistung_von: date | None = None
    leistung_bis: date | None = None
    abzuege: Decimal | None = None
    zuschlaege: Decimal | None = None
    netto: Decimal | None = None
    steuer: Decimal | None = None
    brutto: Decimal | None = None
    bezahlt: Decimal | None = None
    zahlbar: Decimal | None = None
    positionen: Decimal | None = None
    skonto: Decimal | None = None
    skonto_bis: date | None = None

    @property
    def ist_schluss(self) -> bool:
        """Not one of the codes for part invoices (UNTDID 1001)."""
        return self.typ not in _CODES_TEILRECHNUNG

    @property
    def summe(self) -> Decimal | None:
        """Gross amount as the lines and the tax give it; None where a part is missing."""
        if self.positionen is None or self.steuer is None:
            return None
        return self.positionen - (self.abzuege or 0) + (self.zuschlaege or 0) + self.steuer

    def als_json(self) -> dict[str, str]:
        """The values that are there, as text, to be stored with the invoice."""
        return {name: str(wert) for name, wert in asdict(self).items() if wert not in (None, "")}

    @classmethod
    def aus_json(cls, werte: dict[str, str]) -> "Erechnung | None":
        """What `als_json` stored; None for nothing."""
        if not werte.get("format"):
            return None
        bekannt = {feld.name for feld in fields(cls)}
        return cls(**{name: _wert(name, text) for name, text in werte.items() if name in bekannt})


def _wert(name: str, text: str) -> Any:
    if name in (*_TAGE, "skonto_bis"):
        return date.fromisoformat(text)
    return Decimal(text) if name in (*_BETRAEGE, "skonto") else text


class Kein(ValidationError):
    """The file is no invoice that can be read; the message says what is wrong with it."""


def lies(inhalt: bytes) -> Erechnung:
    """Read the XML of an invoice. Raises `Kein` with a sentence, never anything else."""
    wurzel = _baum(inhalt)
    if wurzel.tag == _GUTSCHRIFT:
        raise _gutschrift()
    syntax = _WURZELN.get(wurzel.tag if isinstance(wurzel.tag, str) else "")
    if syntax is None:
        raise Kein(
            _("Das ist keine E-Rechnung. Gelesen werden XRechnung in UBL oder CII."), code="keine_rechnung"
        )
    rechnung = _aus_baum(wurzel, syntax)
    if rechnung.typ == _CODE_GUTSCHRIFT:
        raise _gutschrift()
    return rechnung


def _gutschrift() -> Kein:
    return Kein(
        _("Das ist eine Gutschrift. Wenn Geld zurückkommt, tragen Sie es als Rückfluss beim Vorgang ein."),
        code="gutschrift",
    )


def _baum(inhalt: bytes) -> Any:
    """The tree of an XML without any document type: no entities, no external files, no network."""
    if len(inhalt) > HOECHSTENS_BYTES:
        raise Kein(_("Die XML-Datei ist zu groß. Möglich sind 5 MB."), code="zu_gross")
    leser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        wurzel = etree.fromstring(inhalt, leser)  # the parser above takes no entities
    except (etree.XMLSyntaxError, ValueError, LookupError) as fehler:
        raise Kein(_("Die XML-Datei ist beschädigt und lässt sich nicht lesen."), code="kaputt") from fehler
    if wurzel is None or wurzel.getroottree().docinfo.internalDTD is not None:
        raise Kein(
            _("Die XML-Datei bringt eigene Definitionen mit (DOCTYPE). Eine E-Rechnung braucht das nicht."),
            code="doctype",
        )
    return wurzel


def _aus_baum(wurzel: Any, syntax: str) -> Erechnung:
    pfade, pfad_steuer, pfad_positionen = _PFADE[syntax]
    roh = {name: _text(wurzel, pfad) for name, pfad in pfade.items()}
    werte: dict[str, Any] = {name: _tag(roh[name]) for name in _TAGE}
    werte |= {name: _betrag(roh[name]) for name in _BETRAEGE if name in roh}
    werte |= {name: roh[name][:laenge] for name, laenge in _LAENGEN.items()}
    werte["steuer"] = _steuer(wurzel, pfad_steuer, roh["waehrung"])
    werte["positionen"] = _positionen(wurzel, pfad_positionen)
    werte["leistung_von"], werte["leistung_bis"] = _leistung(werte)
    skonto = _skonto(roh["zahlungsbedingungen"], werte["datum"], werte["zahlbar"] or werte["brutto"])
    return Erechnung(format=syntax, typ=roh["typ"][:3], waehrung=roh["waehrung"][:3], **werte, **skonto)


def _text(wurzel: Any, pfad: str) -> str:
    """Text of the first element of a path on one line, without characters that nobody sees."""
    gefunden = wurzel.xpath(pfad, namespaces=_RAUM)
    if not gefunden:
        return ""
    text = " ".join("".join(gefunden[0].itertext()).split())
    return "".join(zeichen for zeichen in text if zeichen.isprintable())


def _betrag(text: str) -> Decimal | None:
    """An amount with at most two places that fits into a column; None for anything else."""
    if not _DEZIMAL.fullmatch(text):
        return None
    betrag = Decimal(text)
    if betrag != betrag.quantize(_CENT) or abs(betrag) >= Decimal("1e10"):
        return None
    return betrag.quantize(_CENT)


def _tag(text: str) -> date | None:
    """A day as UBL (2024-11-16, also with a time zone) or CII (20241116) write it."""
    fund = _TAG_UBL.fullmatch(text) or _TAG_CII.fullmatch(text)
    if fund is None:
        return None
    try:
        tag = date(int(fund[1]), int(fund[2]), int(fund[3]))
    except ValueError:
        return None
    return tag if 1990 <= tag.year <= 2100 else None


def _steuer(wurzel: Any, pfad: str, waehrung: str) -> Decimal | None:
    """BT-110: the tax in the currency of the invoice, not the one in the currency of the books (BT-111)."""
    for element in wurzel.xpath(pfad, namespaces=_RAUM):
        if element.get("currencyID") in (None, waehrung):
            return _betrag((element.text or "").strip())
    return None


def _positionen(wurzel: Any, pfad: str) -> Decimal | None:
    """Sum of the lines; None if there is none (profiles without lines) or one cannot be read."""
    betraege = [_betrag((element.text or "").strip()) for element in wurzel.xpath(pfad, namespaces=_RAUM)]
    gelesen = [betrag for betrag in betraege if betrag is not None]
    return sum(gelesen, Decimal("0.00")) if gelesen and len(gelesen) == len(betraege) else None


def _leistung(werte: dict[str, Any]) -> tuple[date | None, date | None]:
    """The period, or the one day of the delivery; a period that ends before it begins is none."""
    von = werte["leistung_von"] or werte["liefertag"]
    bis = werte["leistung_bis"] or werte["liefertag"]
    return (von, bis) if not (von and bis) or von <= bis else (None, None)


def _skonto(bedingungen: str, datum: date | None, betrag: Decimal | None) -> dict[str, Any]:
    """The first discount of the payment terms, as XRechnung writes it (BR-DE-18): amount and last day."""
    fund = _SKONTO.search(bedingungen)
    if fund is None or datum is None or betrag is None:
        return {}
    grund = Decimal(fund[3]) if fund[3] else betrag
    abzug = (grund * Decimal(fund[2]) / 100).quantize(_CENT, ROUND_HALF_UP)
    return {"skonto": abzug, "skonto_bis": datum + timedelta(days=int(fund[1]))}
