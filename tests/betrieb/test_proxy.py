"""The proxy's configuration in a real nginx, where one is installed (Debian: nginx-light; NGINX=path names another)."""

import datetime
import http.client
import http.server
import os
import re
import shutil
import ssl
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from betrieb import dienste
from betrieb.postfach import oeffne_socket
from betrieb.prozesse import BASIS, Kind

NGINX = os.environ.get("NGINX") or shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
pytestmark = pytest.mark.skipif(
    NGINX is None, reason="kein nginx; Debian/Ubuntu: sudo apt install nginx-light"
)


def schreibe_zertifikat(ordner: Path) -> None:
    schluessel = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "konferenz.example")])
    jetzt = datetime.datetime.now(datetime.UTC)
    zertifikat = (
        x509.CertificateBuilder(name, name, schluessel.public_key(), x509.random_serial_number())
        .not_valid_before(jetzt - datetime.timedelta(days=1))
        .not_valid_after(jetzt + datetime.timedelta(days=1))
        .sign(schluessel, hashes.SHA256())
    )
    (ordner / "tls_zertifikat").write_bytes(zertifikat.public_bytes(serialization.Encoding.PEM))
    format_ = serialization.PrivateFormat.PKCS8
    inhalt = schluessel.private_bytes(serialization.Encoding.PEM, format_, serialization.NoEncryption())
    (ordner / "tls_schluessel").write_bytes(inhalt)


class Anwendung(http.server.BaseHTTPRequestHandler):
    """Stands behind the proxy and answers with the headers that reached it."""

    def do_GET(self) -> None:
        inhalt = str(self.headers).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(inhalt)))
        self.end_headers()
        self.wfile.write(inhalt)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def anwendung():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Anwendung)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


def freier_port() -> int:
    with oeffne_socket() as horcher:
        return horcher.getsockname()[1]


@pytest.fixture(scope="module")
def proxy(tmp_path_factory, anwendung):
    """A running nginx; yields the ports of HTTP and HTTPS and the access log."""
    ordner = tmp_path_factory.mktemp("proxy")
    schreibe_zertifikat(ordner)
    werte = {"RECHNERNAME": "konferenz.example", "WEB": f"127.0.0.1:{anwendung}", "NAMENSDIENST": "127.0.0.1"}
    werte |= {"PORT_HTTP": str(freier_port()), "PORT_HTTPS": str(freier_port()), "ZERTIFIKATE": str(ordner)}
    text = (BASIS / "docker/proxy.conf.template").read_text()
    text = re.sub(r"\$\{([A-Z_]+)\}", lambda treffer: werte[treffer[1]], text)
    text = text.replace("/dev/stdout", f"{ordner}/zugriff.log").replace("/dev/stderr", f"{ordner}/fehler.log")
    orte = "".join(
        f"{art}_temp_path {ordner}/{art};" for art in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    konfiguration = ordner / "nginx.conf"
    konfiguration.write_text(f"daemon off; pid {ordner}/pid; events {{}} http {{ {orte} {text} }}")
    kind = Kind(
        "nginx", [NGINX, "-e", ordner / "start.log", "-p", ordner, "-c", konfiguration], ordner / "nginx.log"
    )
    kind.starten()
    dienste.warte((ordner / "pid").exists, kind, sekunden=10)
    yield int(werte["PORT_HTTP"]), int(werte["PORT_HTTPS"]), ordner / "zugriff.log"
    kind.beenden()


def frage(port: int, pfad: str, tls: bool = True, **koepfe: str) -> tuple[int, dict[str, str], str]:
    unbesehen = ssl._create_unverified_context()
    verbindung = (
        http.client.HTTPSConnection("127.0.0.1", port, context=unbesehen, timeout=10)
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    )
    verbindung.request("GET", pfad, headers={name.replace("_", "-"): wert for name, wert in koepfe.items()})
    antwort = verbindung.getresponse()
    return antwort.status, dict(antwort.headers), antwort.read().decode()


def test_http_wird_auf_den_eigenen_namen_mit_https_geleitet(proxy):
    status, koepfe, _ = frage(proxy[0], "/2024/?a=1", tls=False, Host="boese.example")
    assert (status, koepfe["Location"]) == (308, "https://konferenz.example/2024/?a=1")


def test_behauptungen_ueber_herkunft_werden_ueberschrieben(proxy):
    falsch = {
        "X_Forwarded_For": "1.2.3.4",
        "X_Forwarded_Proto": "http",
        "X_Forwarded_Host": "boese",
        "Forwarded": "for=9",
    }
    _, _, text = frage(proxy[1], "/", Host="konferenz.example", **falsch)
    koepfe = dict(zeile.split(": ", 1) for zeile in text.splitlines() if ": " in zeile)
    assert koepfe["Host"] == "konferenz.example"
    assert (koepfe["X-Forwarded-For"], koepfe["X-Forwarded-Proto"]) == ("127.0.0.1", "https")
    assert "X-Forwarded-Host" not in koepfe
    assert "Forwarded" not in koepfe


def naechste_zeile(protokoll: Path, davor: int) -> str:
    """The first line after these many; nginx answers first and writes its line then."""
    ende = time.monotonic() + 10
    while len(zeilen := protokoll.read_text().splitlines()) <= davor:
        assert time.monotonic() < ende, "nginx wrote no line"
        time.sleep(0.02)
    return zeilen[davor]


@pytest.mark.parametrize(
    ("pfad", "geloggt"),
    [
        ("/z/GEHEIM123", "/z/..."),
        ("/ar/z/GEHEIM123/aendern/?t=GEHEIM123", "/ar/z/..."),
        ("/konto/password/reset/key/1-GEHEIM123/", "/konto/..."),
        ("/2024/?token=GEHEIM123", "/2024/"),
    ],
)
def test_protokoll_zeigt_nie_ein_geheimnis(proxy, pfad, geloggt):
    davor = len(proxy[2].read_text().splitlines())
    assert frage(proxy[1], pfad, Referer=f"https://konferenz.example{pfad}")[0] == 200
    assert f'"GET {geloggt}" 200' in naechste_zeile(proxy[2], davor)
    assert "GEHEIM123" not in proxy[2].read_text()


def test_zu_grosse_eingabe_wird_abgewiesen(proxy):
    assert frage(proxy[1], "/", Content_Length=str(13_000_000))[0] == 413


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_nur_neue_tls_fassungen(proxy):
    alt = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    alt.check_hostname, alt.verify_mode = False, ssl.CERT_NONE
    alt.set_ciphers("DEFAULT@SECLEVEL=0")
    alt.maximum_version = ssl.TLSVersion.TLSv1_1
    alt.minimum_version = ssl.TLSVersion.TLSv1
    verbindung = http.client.HTTPSConnection("127.0.0.1", proxy[1], context=alt, timeout=10)
    with pytest.raises(ssl.SSLError, match="protocol version"):
        verbindung.request("GET", "/")
