// SPDX-License-Identifier: MIT
// Clients of the Content Lake: two without a token for what everybody may read, one with it.
import "server-only";
import { createClient, type ClientConfig } from "@sanity/client";
import { sanity } from "./config";

const common: ClientConfig = {
  projectId: sanity.projectId,
  dataset: sanity.dataset,
  apiVersion: "2025-02-19",
  perspective: "published",
  timeout: 10_000,
  maxRetries: 2,
  ...(sanity.apiHost ? { apiHost: sanity.apiHost, useProjectHostname: false } : {}),
};

/** Published content, from the CDN where there is one. */
export const publicLake = createClient({ ...common, useCdn: sanity.apiHost === null });

/** The same, as of now: what the stream of changes speaks of. */
export const freshLake = publicLake.withConfig({ useCdn: false });

/** Orders, coupons and stock: never from a cache, never sent to a browser. */
export const privateLake = createClient({
  ...common,
  useCdn: false,
  ...(sanity.token ? { token: sanity.token, ignoreBrowserTokenWarning: true } : {}),
});
