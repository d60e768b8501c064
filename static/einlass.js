// Reads the code of a badge with the camera, where the browser can: it fills the field and sends the form. Without this
// script, or without a camera, numbers and names are typed.
(() => {
  const formular = document.querySelector("[data-einlassform]");
  const teil = document.querySelector("[data-kamera]");
  if (!formular || !teil || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const bild = teil.querySelector("video");
  const knopf = teil.querySelector("button");
  const feld = formular.querySelector("[data-einlass]");
  teil.hidden = false;

  async function lies(leser) {
    const funde = await leser.detect(bild);
    if (funde.length) {
      feld.value = funde[0].rawValue;
      bild.srcObject.getTracks().forEach((spur) => spur.stop());
      formular.requestSubmit();
      return;
    }
    window.setTimeout(() => lies(leser), 200);
  }

  knopf.addEventListener("click", async () => {
    try {
      bild.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      bild.hidden = false;
      await bild.play();
      lies(new window.BarcodeDetector({ formats: ["qr_code"] }));
    } catch {
      teil.querySelector("[data-kein-bild]").hidden = false;
    }
  });
})();
