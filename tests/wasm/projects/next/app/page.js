import { loadServer } from "@vitrine/engine/server";
import { catalog } from "../catalog.mjs";

export const dynamic = "force-dynamic";

export default async function Page() {
  const server = await loadServer();
  const page = server.openCatalog(JSON.stringify(catalog)).search({});
  return <main id="server">{page.hits.map(({ title }) => title).join()}</main>;
}
