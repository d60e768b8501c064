// Plans the grid by dragging, on top of the buttons: it sends the same form as "Hierher". Without this script the
// buttons do it.
(() => {
  const tabelle = document.querySelector("[data-raster]");
  const formular = document.querySelector("[data-platz]");
  if (!tabelle || !formular) return;
  const zellen = [...tabelle.querySelectorAll("td[data-zeitfenster]")];
  let gezogen = null;

  const frei = (zelle) => gezogen && !zelle.contains(gezogen) && (!zelle.dataset.raum || !zelle.querySelector("[data-einplanen]"));
  const raeumeAuf = () => zellen.forEach((eine) => eine.classList.remove("ist-ziel"));

  for (const karte of document.querySelectorAll("[data-einplanen]")) {
    karte.draggable = true;
    karte.addEventListener("dragstart", (ereignis) => {
      gezogen = karte;
      ereignis.dataTransfer.effectAllowed = "move";
    });
    karte.addEventListener("dragend", () => {
      gezogen = null;
      raeumeAuf();
    });
  }
  for (const zelle of zellen) {
    zelle.addEventListener("dragover", (ereignis) => {
      if (!frei(zelle)) return;
      ereignis.preventDefault();
      raeumeAuf();
      zelle.classList.add("ist-ziel");
    });
    zelle.addEventListener("drop", (ereignis) => {
      if (!frei(zelle)) return;
      ereignis.preventDefault();
      formular.action = gezogen.dataset.einplanen;
      formular.elements.zeitfenster.value = zelle.dataset.zeitfenster;
      formular.elements.raum.value = zelle.dataset.raum;
      formular.submit();
    });
  }
})();
