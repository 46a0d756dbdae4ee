// Judges OpenLineage events by the published schemas, which are in the folder that is named as the argument.
// One event a line on standard input; one answer a line: the list of its problems, empty for an event that is valid.
// A facet is judged by the schema that it names itself, and has to stand under the key that this schema gives it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const folder = process.argv[2];
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
// Documentation in the published schemas, which judges nothing.
ajv.addVocabulary(["example"]);
addFormats(ajv);
const documents = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
  const schema = JSON.parse(readFileSync(join(folder, file), "utf8"));
  ajv.addSchema(schema);
  documents.set(schema.$id, schema);
}

const judge = (url, value, place, problems) => {
  const validate = ajv.getSchema(url);
  if (!validate) problems.push(`${place}: there is no schema ${url}`);
  else if (!validate(value)) problems.push(...validate.errors.map((e) => `${place}${e.instancePath} ${e.message}`));
};

const judgeFacets = (facets, place, problems) => {
  for (const [key, facet] of Object.entries(facets ?? {})) {
    const url = facet._schemaURL ?? "";
    judge(url, facet, `${place}/${key}`, problems);
    if (!documents.get(url.split("#")[0])?.properties?.[key]) problems.push(`${place}/${key}: its schema gives it another key`);
  }
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const problems = [];
  const event = JSON.parse(line);
  judge(event.schemaURL ?? "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent", event, "", problems);
  judgeFacets(event.run?.facets, "/run/facets", problems);
  judgeFacets(event.job?.facets, "/job/facets", problems);
  for (const side of ["inputs", "outputs"]) {
    for (const [i, dataset] of (event[side] ?? []).entries()) {
      judgeFacets(dataset.facets, `/${side}/${i}/facets`, problems);
      judgeFacets(dataset.inputFacets, `/${side}/${i}/inputFacets`, problems);
      judgeFacets(dataset.outputFacets, `/${side}/${i}/outputFacets`, problems);
    }
  }

  console.log(JSON.stringify(problems));
}
