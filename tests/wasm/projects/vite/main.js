import { loadEngine } from "@vitrine/engine";

const begun = performance.now();
window.load = () => loadEngine({ catalogUrl: "/catalog.json", recordsTrace: true });
window.engine = window.load();
window.engine.then(
  () => (document.title = `ready ${Math.round(performance.now() - begun)}`),
  (reason) => (document.title = `failed ${reason}`),
);

window.askWorker = () =>
  new Promise((resolve) => {
    const worker = new Worker(new URL("./search.worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => resolve(`error ${event.message}`);
  });
