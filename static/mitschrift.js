// Saves the text of an item by itself while somebody writes. The form works without it; the server keeps the version
// and refuses to overwrite what somebody else has stored meanwhile. Nothing typed is ever removed from the form.
(() => {
  const PAUSE = 1500;
  const NACHFRAGE = 15000;
  const ERNEUT = 5000;

  function absaetze(ziel, text) {
    ziel.replaceChildren(...text.split("\n").map((zeile) => {
      const p = document.createElement("p");
      p.textContent = zeile;
      return p;
    }));
  }

  function beginne(formular) {
    const version = formular.elements.namedItem("version");
    const stand = formular.querySelector("[data-stand]");
    const konflikt = formular.parentElement.querySelector("[data-konflikt]");
    let gespeichert = inhalt();
    let wartet = 0;
    let unterwegs = false;
    let gestoppt = !konflikt.hidden;

    function inhalt() {
      const daten = new FormData(formular);
      daten.delete("version");
      daten.delete("csrfmiddlewaretoken");
      return JSON.stringify([...daten]);
    }

    const offen = () => inhalt() !== gespeichert;
    const sage = (satz) => { if (stand.textContent !== satz) stand.textContent = satz; };

    function zeige(anderer) {
      gestoppt = true;
      absaetze(konflikt.querySelector("[data-ergebnis]"), anderer.ergebnis);
      absaetze(konflikt.querySelector("[data-beschluss]"), anderer.beschluss);
      konflikt.querySelector("[data-wer]").textContent = `${anderer.wer}, ${anderer.um} Uhr`;
      konflikt.hidden = false;
      version.value = anderer.version;
      sage("Nicht von selbst gespeichert: Bitte führen Sie beide Texte zusammen und speichern Sie.");
    }

    // Nothing of one's own is at stake: show what the other one has stored.
    function uebernimm(anderer) {
      formular.elements.namedItem("ergebnis").value = anderer.ergebnis;
      formular.elements.namedItem("beschluss").value = anderer.beschluss;
      formular.elements.namedItem("ist_fertig").checked = anderer.ist_fertig;
      version.value = anderer.version;
      gespeichert = inhalt();
      sage(`${anderer.wer} hat diesen Punkt um ${anderer.um} Uhr geändert. Hier steht der neue Text.`);
    }

    async function frage(auswahl) {
      const antwort = await fetch(formular.action, {
        ...auswahl, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
      });
      if (!antwort.ok && antwort.status !== 409) throw new Error(String(antwort.status));
      return [antwort.status, await antwort.json()];
    }

    async function speichere() {
      if (gestoppt || unterwegs || !offen()) return;
      unterwegs = true;
      const gesendet = inhalt();
      try {
        const [status, daten] = await frage({ method: "POST", body: new FormData(formular) });
        if (status === 409) {
          zeige(daten);
        } else {
          version.value = daten.version;
          gespeichert = gesendet;
          sage(`Gespeichert um ${daten.um} Uhr.`);
        }
      } catch {
        sage("Noch nicht gespeichert. Es wird gleich wieder versucht; lassen Sie die Seite offen.");
        plane(ERNEUT);
      } finally {
        unterwegs = false;
      }
      if (offen()) plane(PAUSE);
    }

    function plane(dauer) {
      clearTimeout(wartet);
      wartet = setTimeout(speichere, dauer);
    }

    async function sieheNach() {
      if (gestoppt || unterwegs || document.hidden) return;
      try {
        const [, daten] = await frage({ method: "GET" });
        if (daten.version <= Number(version.value) || unterwegs) return;
        if (offen()) zeige(daten);
        else uebernimm(daten);
      } catch {
        // the next saving says it
      }
    }

    formular.addEventListener("input", () => plane(PAUSE));
    formular.addEventListener("submit", () => { gestoppt = true; clearTimeout(wartet); gespeichert = inhalt(); });
    addEventListener("beforeunload", (ereignis) => { if (offen()) ereignis.preventDefault(); });
    setInterval(sieheNach, NACHFRAGE);
  }

  document.querySelectorAll("form[data-mitschrift]").forEach(beginne);
})();
