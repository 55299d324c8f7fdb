import { loadServer } from "@vitrine/engine/server";
import { loadEngine } from "@vitrine/engine";
import { catalog } from "./catalog.mjs";

const opened = (await loadServer()).openCatalog(JSON.stringify(catalog));
console.log(opened.search({}).hits[0].title, typeof loadEngine);
