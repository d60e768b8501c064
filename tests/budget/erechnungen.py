"""Small invoices of our own to read in tests: UBL, CII, ZUGFeRD; pictures and PDFs, good and bad."""

from io import BytesIO
from typing import Any

from facturx import generate_from_binary
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

LEITWEG = "02-112233-44"
WERTE = {
    "nummer": "RE-2024-17", "datum": "2024-08-26", "faellig": "2024-09-25", "leitweg": LEITWEG,
    "verkaeufer": "Druckhaus Veddel GmbH", "ust_id": "DE123456789", "von": "2024-08-20", "bis": "2024-08-23",
    "netto": "1000.00", "steuer": "190.00", "brutto": "1190.00", "zahlbar": "1190.00", "waehrung": "EUR",
    "typ": "380", "bedingungen": "#SKONTO#TAGE=14#PROZENT=2.00#", "position": "1000.00",
}  # fmt: skip


def _werte(**andere: str) -> dict[str, str]:
    return {**WERTE, **andere, "bedingungen": andere.get("bedingungen", WERTE["bedingungen"]) + "&#10;"}


def ubl(kopf: str = "", **andere: str) -> bytes:
    """An XRechnung in UBL; `kopf` stands between declaration and root."""
    w = _werte(**andere)
    return f"""<?xml version="1.0" encoding="UTF-8"?>{kopf}
<ubl:Invoice xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
 <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0</cbc:CustomizationID>
 <cbc:ID>{w["nummer"]}</cbc:ID><cbc:IssueDate>{w["datum"]}</cbc:IssueDate><cbc:DueDate>{w["faellig"]}</cbc:DueDate>
 <cbc:InvoiceTypeCode>{w["typ"]}</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>{w["waehrung"]}</cbc:DocumentCurrencyCode>
 <cbc:BuyerReference>{w["leitweg"]}</cbc:BuyerReference>
 <cac:InvoicePeriod><cbc:StartDate>{w["von"]}</cbc:StartDate><cbc:EndDate>{w["bis"]}</cbc:EndDate></cac:InvoicePeriod>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyTaxScheme><cbc:CompanyID>{w["ust_id"]}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
  </cac:PartyTaxScheme>
  <cac:PartyLegalEntity><cbc:RegistrationName>{w["verkaeufer"]}</cbc:RegistrationName></cac:PartyLegalEntity>
 </cac:Party></cac:AccountingSupplierParty>
 <cac:PaymentTerms><cbc:Note>{w["bedingungen"]}</cbc:Note></cac:PaymentTerms>
 <cac:TaxTotal><cbc:TaxAmount currencyID="{w["waehrung"]}">{w["steuer"]}</cbc:TaxAmount></cac:TaxTotal>
 <cac:LegalMonetaryTotal>
  <cbc:TaxExclusiveAmount currencyID="{w["waehrung"]}">{w["netto"]}</cbc:TaxExclusiveAmount>
  <cbc:TaxInclusiveAmount currencyID="{w["waehrung"]}">{w["brutto"]}</cbc:TaxInclusiveAmount>
  <cbc:PayableAmount currencyID="{w["waehrung"]}">{w["zahlbar"]}</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
 <cac:InvoiceLine><cbc:ID>1</cbc:ID>
  <cbc:LineExtensionAmount currencyID="{w["waehrung"]}">{w["position"]}</cbc:LineExtensionAmount></cac:InvoiceLine>
</ubl:Invoice>""".encode()


def _tag(iso: str) -> str:
    return f'<udt:DateTimeString format="102">{iso.replace("-", "")}</udt:DateTimeString>'


def cii(**andere: str) -> bytes:
    """The same invoice in CII, valid for the profile EN 16931 of Factur-X."""
    w = _werte(**andere)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
  xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
 <rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID>
 </ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
 <rsm:ExchangedDocument><ram:ID>{w["nummer"]}</ram:ID><ram:TypeCode>{w["typ"]}</ram:TypeCode>
  <ram:IssueDateTime>{_tag(w["datum"])}</ram:IssueDateTime></rsm:ExchangedDocument>
 <rsm:SupplyChainTradeTransaction>
  <ram:IncludedSupplyChainTradeLineItem>
   <ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
   <ram:SpecifiedTradeProduct><ram:Name>Plakate</ram:Name></ram:SpecifiedTradeProduct>
   <ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice><ram:ChargeAmount>{w["position"]}</ram:ChargeAmount>
   </ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
   <ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">1</ram:BilledQuantity>
   </ram:SpecifiedLineTradeDelivery>
   <ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>
    <ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent>
    </ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation>
    <ram:LineTotalAmount>{w["position"]}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>
   </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
  <ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>{w["leitweg"]}</ram:BuyerReference>
   <ram:SellerTradeParty><ram:Name>{w["verkaeufer"]}</ram:Name>
    <ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>
    <ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{w["ust_id"]}</ram:ID></ram:SpecifiedTaxRegistration>
   </ram:SellerTradeParty>
   <ram:BuyerTradeParty><ram:Name>Bezirksamt</ram:Name>
    <ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty>
  </ram:ApplicableHeaderTradeAgreement>
  <ram:ApplicableHeaderTradeDelivery/>
  <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{w["waehrung"]}</ram:InvoiceCurrencyCode>
   <ram:ApplicableTradeTax><ram:CalculatedAmount>{w["steuer"]}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>
    <ram:BasisAmount>{w["netto"]}</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode>
    <ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:ApplicableTradeTax>
   <ram:BillingSpecifiedPeriod><ram:StartDateTime>{_tag(w["von"])}</ram:StartDateTime>
    <ram:EndDateTime>{_tag(w["bis"])}</ram:EndDateTime></ram:BillingSpecifiedPeriod>
   <ram:SpecifiedTradePaymentTerms><ram:Description>{w["bedingungen"]}</ram:Description>
    <ram:DueDateDateTime>{_tag(w["faellig"])}</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
   <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>{w["position"]}</ram:LineTotalAmount>
    <ram:TaxBasisTotalAmount>{w["netto"]}</ram:TaxBasisTotalAmount>
    <ram:TaxTotalAmount currencyID="{w["waehrung"]}">{w["steuer"]}</ram:TaxTotalAmount>
    <ram:GrandTotalAmount>{w["brutto"]}</ram:GrandTotalAmount>
    <ram:DuePayableAmount>{w["zahlbar"]}</ram:DuePayableAmount>
   </ram:SpecifiedTradeSettlementHeaderMonetarySummation>
  </ram:ApplicableHeaderTradeSettlement>
 </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>""".encode()


def pdf(
    seiten: int = 1,
    *,
    aktion: dict[str, str] | None = None,
    anlage: tuple[str, bytes] | None = None,
    kennwort: str = "",
) -> bytes:
    """A PDF with empty pages; `aktion` is what it does when it is opened."""
    schreiber = PdfWriter()
    for _nummer in range(seiten):
        schreiber.add_blank_page(300, 400)
    if aktion:
        werte = {
            NameObject(name): NameObject(wert) if wert.startswith("/") else TextStringObject(wert)
            for name, wert in aktion.items()
        }
        schreiber.root_object[NameObject("/OpenAction")] = DictionaryObject(werte)
    if anlage:
        schreiber.add_attachment(*anlage)
    if kennwort:
        schreiber.encrypt(kennwort)
    return _geschrieben(schreiber)


def pdf_bombe(megabyte: int) -> bytes:
    """A small PDF whose embedded invoice unfolds to very much."""
    inhalt = DecodedStreamObject()
    inhalt.set_data(b" " * megabyte * 1_000_000)
    schreiber = PdfWriter()
    schreiber.add_blank_page(300, 400)
    anlage = schreiber.add_attachment("factur-x.xml", b"")
    strom: Any = anlage.pdf_object["/EF"]["/F"]  # type: ignore[index]
    strom.set_data(b" " * megabyte * 1_000_000)
    strom[NameObject("/Filter")] = NameObject("/FlateDecode")
    strom._data = inhalt.flate_encode()._data
    return _geschrieben(schreiber)


def _geschrieben(schreiber: PdfWriter) -> bytes:
    ausgabe = BytesIO()
    schreiber.write(ausgabe)
    return ausgabe.getvalue()


def zugferd(xml: bytes | None = None) -> bytes:
    """A ZUGFeRD PDF of the profile EN 16931."""
    return generate_from_binary(pdf(), xml or cii(), level="en16931", check_xsd=True, check_schematron=False)


def bild(art: str = "JPEG", breite: int = 60, **wie: Any) -> bytes:
    """A small picture."""
    ausgabe = BytesIO()
    Image.new("RGB", (breite, 40), "navy").save(ausgabe, art, **wie)
    return ausgabe.getvalue()
