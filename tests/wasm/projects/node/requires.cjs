const { loadServer } = require("@vitrine/engine/server");
const { loadEngine } = require("@vitrine/engine");

import("./catalog.mjs").then(async ({ catalog }) => {
  const opened = (await loadServer()).openCatalog(JSON.stringify(catalog));
  console.log(opened.search({}).hits[0].title, typeof loadEngine);
});
