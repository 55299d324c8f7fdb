"use client";
import { useEffect, useState } from "react";

export default function Page() {
  const [told, setTold] = useState("nothing");
  useEffect(() => {
    const worker = new Worker(new URL("../../search.worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => setTold(data);
    worker.onerror = (event) => setTold(`error ${event.message}`);
    return () => worker.terminate();
  }, []);
  return <p id="worker">{told}</p>;
}
