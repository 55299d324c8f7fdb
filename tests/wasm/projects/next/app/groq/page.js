"use client";
import { useEngine, useGroq, VitrineProvider } from "@vitrine/engine/react";
import { useRef } from "react";

const options = { catalogUrl: "/catalog.json" };
const aurora = { _id: "product-aurora", _type: "product", title: "Aurora II", slug: { current: "aurora" } };
const bad = { _id: "product-bad", _type: "product", title: "Better" };

export default function Page() {
  return (
    <VitrineProvider options={options}>
      <Title />
      <Other />
      <Changes />
    </VitrineProvider>
  );
}

/** Says how often it was rendered, too. */
function Title() {
  const renders = useRef(0);
  renders.current += 1;
  const title = useGroq("*[slug.current == $slug][0].title", { slug: "aurora" }, "none");
  return <p><span id="title">{title}</span>, <span id="renders">{renders.current}</span> times</p>;
}

function Other() {
  return <p id="other">{useGroq("*[_id == $id][0].title", { id: bad._id })}</p>;
}

function Changes() {
  const { engine } = useEngine();
  const put = async (document) => (await engine.documents()).change({ put: [document] });
  return (
    <p>
      <button id="rename" onClick={() => put(aurora)}>Rename</button>
      <button id="rename-other" onClick={() => put(bad)}>Rename another</button>
    </p>
  );
}
