// Orders the agenda by dragging, on top of the buttons: it sends the same form with another number of places. Items
// move on their own level only; without this script the buttons do.
(() => {
  function beginne(liste) {
    const punkte = [...liste.children];
    let gezogen = null;

    const gleiche = (punkt) => punkte.filter((einer) => einer.dataset.ebene === punkt.dataset.ebene);
    const passt = (punkt) => gezogen && punkt !== gezogen && punkt.dataset.ebene === gezogen.dataset.ebene;
    const raeumeAuf = () => punkte.forEach((einer) => einer.classList.remove("ist-ziel"));

    function verschiebe(ziel) {
      const reihe = gleiche(gezogen);
      const formular = gezogen.querySelector("[data-verschieben]");
      const feld = document.createElement("input");
      feld.type = "hidden";
      feld.name = "schritte";
      feld.value = String(reihe.indexOf(ziel) - reihe.indexOf(gezogen));
      formular.append(feld);
      formular.submit();
    }

    for (const punkt of punkte) {
      punkt.draggable = true;
      punkt.classList.add("app-tagesordnung__griff");
      punkt.addEventListener("dragstart", (ereignis) => {
        gezogen = punkt;
        ereignis.dataTransfer.effectAllowed = "move";
      });
      punkt.addEventListener("dragover", (ereignis) => {
        if (!passt(punkt)) return;
        ereignis.preventDefault();
        raeumeAuf();
        punkt.classList.add("ist-ziel");
      });
      punkt.addEventListener("drop", (ereignis) => {
        if (!passt(punkt)) return;
        ereignis.preventDefault();
        verschiebe(punkt);
      });
      punkt.addEventListener("dragend", () => {
        gezogen = null;
        raeumeAuf();
      });
    }
  }

  document.querySelectorAll("[data-ordnen]").forEach(beginne);
})();
