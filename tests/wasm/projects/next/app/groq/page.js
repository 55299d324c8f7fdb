"use client";
import { useEngine, useGroq, VitrineProvider } from "@vitrine/engine/react";

const options = { catalogUrl: "/catalog.json" };
const aurora = { _id: "product-aurora", _type: "product", title: "Aurora II", slug: { current: "aurora" } };

export default function Page() {
  return <VitrineProvider options={options}><Titles /></VitrineProvider>;
}

function Titles() {
  const { engine } = useEngine();
  const title = useGroq("*[slug.current == $slug][0].title", { slug: "aurora" }, "none");
  const rename = async () => (await engine.documents()).change({ put: [aurora] });
  return (
    <main>
      <p id="title">{title}</p>
      <button id="rename" onClick={rename}>Rename</button>
    </main>
  );
}
