/** The licences of the libraries that the one file was made of, put together in one text that goes with it. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const { inputs } = JSON.parse(readFileSync("dist/made-of.json", "utf8"));
const folders = Object.keys(inputs).map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
const texts = [...new Set(folders.filter(Boolean))].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) {
    throw new Error(`${name} states its licence, ${license}, and has no text of it`);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
});
writeFileSync("dist/LICENSES.txt", texts.join(`\n${"-".repeat(80)}\n\n`));
