"""The staff's pages of money, below `/arbeit/<kennung>/mittel/`; each list is one part of the work."""

from django.urls import URLPattern, URLResolver, include, path, re_path

app_name = "budget"

_Adressen = list[URLPattern | URLResolver]

_grundlagen: _Adressen = []
"""Provision, ceiling, sources, confirmations, carry-over: what the money rests on."""

_vorgaenge: _Adressen = []
"""Cases: reserve, commit, release, re-cover, year end."""

_buch: _Adressen = []
"""The ledger and its exports."""

_rechnungen: _Adressen = []
"""Invoices, receipts, signatures, payments."""

_kostenplan: _Adressen = []
"""Cost plan and its versions."""

_vergabe: _Adressen = []
"""Offers and notes of procurement."""

_zuwendungen: _Adressen = []
"""Grants: notice, instalments, proof."""

_berichte: _Adressen = []
"""Proof of use, report on the cost frame, transparency export, list for the tax office."""

_einer_konferenz: _Adressen = [
    path("", include(_grundlagen)),
    path("vorgaenge/", include(_vorgaenge)),
    path("buch/", include(_buch)),
    path("rechnungen/", include(_rechnungen)),
    path("kostenplan/", include(_kostenplan)),
    path("vergabe/", include(_vergabe)),
    path("zuwendungen/", include(_zuwendungen)),
    path("berichte/", include(_berichte)),
]

_des_hauses: _Adressen = []
"""Years, pots, thresholds, limits and payees: of the whole authority, not of one conference."""

urlpatterns: _Adressen = [
    path("mittel/", include(_des_hauses)),
    re_path(r"^(?P<kennung>\d{4}(?:-[a-z0-9]+)?)/mittel/", include(_einer_konferenz)),
]
