// SPDX-License-Identifier: MIT
// The catalog's file. Its name is its content, so it is kept for ever. It is compressed where the server
// lets through how (see server.mjs): Next.js itself would drop that, and the bytes were garbage.
import { snapshotFile } from "@/lib/catalog-snapshot";
import { refuse } from "@/lib/reply";

export const dynamic = "force-dynamic";

const encodedHeader = "x-vitrine-encoding";

interface Context {
  readonly params: Promise<{ readonly version: string }>;
}

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { version } = await params;
  const compressed = request.headers.get(encodedHeader) === "br";
  const bytes = await snapshotFile(version, compressed);
  if (bytes === null) return refuse(404, "catalog_unavailable");
  return new Response(bytes as BodyInit, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
      ...(compressed ? { [encodedHeader]: "br" } : {}),
    },
  });
}
