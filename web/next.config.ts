// SPDX-License-Identifier: MIT
// The feature diet: no image optimiser, no Server Actions, no rewrites, no proxy file. Compression
// is done by server.mjs, after it has read the HTML it must hash.
import path from "node:path";
import type { NextConfig } from "next";

const repositoryRoot = path.join(import.meta.dirname, "..");

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: false,
  productionBrowserSourceMaps: false,
  devIndicators: false,
  images: { unoptimized: true },
  turbopack: { root: repositoryRoot },
  outputFileTracingRoot: repositoryRoot,
};

export default config;
