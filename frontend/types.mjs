// Makes the page's wire types from the description of the API, which it reads from stdin: see `npm run types`.
// With --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";

const TARGET = new URL("src/shared/wire/schema.gen.ts", import.meta.url);
const ERRORS = new URL("src/shared/errors/errors.gen.ts", import.meta.url);
const HEADER = "/** Made by `npm run types` from what the server says of its API: do not edit. */\n\n";

const { openapi, info, components, "x-errors": errors } = JSON.parse(await text(process.stdin));
// The page needs the shapes, in an order that stays; a field's title only repeats its name.
const schemas = Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
const untitled = JSON.parse(JSON.stringify(schemas, (key, value) => (key === "title" && typeof value === "string" ? undefined : value)));
const description = { openapi, info, paths: {}, components: { schemas: untitled } };
const made = HEADER + astToString(await openapiTS(description, { defaultNonNullable: false }));

const files = [
  [TARGET, made],
  [ERRORS, `${HEADER}export const ERRORS = ${JSON.stringify(errors, null, 2)};\n`],
];

if (!process.argv.includes("--check")) files.forEach(([target, content]) => writeFileSync(target, content));
else if (files.some(([target, content]) => readFileSync(target, "utf8") !== content)) {
  console.error("The page's wire types differ from the API: run `npm run types`, and see what the type check says.");
  process.exit(1);
}
