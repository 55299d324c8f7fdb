import { loadEngine } from "@vitrine/engine";

loadEngine({ catalogUrl: new URL("/catalog.json", self.location.origin).href, storageName: "worker" }).then(
  (engine) => self.postMessage(engine.search({}).hits[0].title),
  (reason) => self.postMessage(`failed ${reason}`),
);
