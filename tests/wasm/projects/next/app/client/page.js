"use client";
import { useCart, useCatalog, useEngine, VitrineProvider } from "@vitrine/engine/react";

const options = { catalogUrl: "/catalog.json" };

export default function Page() {
  return <VitrineProvider options={options}><Shop /></VitrineProvider>;
}

function Shop() {
  const { status, engine } = useEngine();
  const cart = useCart();
  const catalog = useCatalog({});
  return (
    <main>
      <p id="status">{status}</p>
      <p id="total">{catalog?.total ?? "none"}</p>
      <p id="count">{cart?.count ?? "none"}</p>
      <button id="add" onClick={() => engine?.addLine("AUR-SND", 1)}>Add</button>
    </main>
  );
}
