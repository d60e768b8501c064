// One validator for many pages: a line of JSON in (a page), a line of JSON out (what is wrong with it).
// Node.js takes a second to load the rules, a page takes a few hundredths.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { HtmlValidate } from "html-validate";

const pruefer = new HtmlValidate(JSON.parse(readFileSync(new URL("htmlvalidate.json", import.meta.url))));

for await (const zeile of createInterface({ input: process.stdin })) {
  const bericht = pruefer.validateStringSync(JSON.parse(zeile));
  console.log(JSON.stringify(bericht.results.flatMap((ergebnis) => ergebnis.messages)));
}
