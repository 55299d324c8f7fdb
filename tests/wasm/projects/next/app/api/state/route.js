import { loadServer } from "@vitrine/engine/server";

export async function GET() {
  const { commands } = (await loadServer()).step(null, null);
  return Response.json(commands);
}
