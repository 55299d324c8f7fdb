// SPDX-License-Identifier: MIT
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { Notices } from "@/components/notices";
import { ShopProvider } from "@/components/shop-provider";
import { SiteFooter } from "@/components/site-footer";
import { SiteHeader } from "@/components/site-header";
import { readCatalog } from "@/lib/catalog";
import { isTop } from "@/lib/catalog-url";
import { catalogIsInLake, shopUrl } from "@/lib/config";
import appleIcon from "../../assets/brand/apple-touch-icon.png";
import favicon from "../../assets/brand/favicon.svg";
import card from "../../assets/brand/og.jpg";
import { textFont, titleFont } from "./fonts";
import "./globals.css";

/** Public pages are made anew once a minute. */
export const revalidate = 60;

export const metadata: Metadata = {
  metadataBase: new URL(shopUrl),
  title: { default: "Vitrine: good things for every day", template: "%s · Vitrine" },
  description:
    "Lamps, ceramics, textiles, and things for desk and road, made to be used every day.",
  icons: { icon: favicon.src, apple: appleIcon.src },
  openGraph: {
    type: "website",
    siteName: "Vitrine",
    locale: "en_IE",
    images: [{ url: card.src, width: card.width, height: card.height, alt: "Things from Vitrine" }],
  },
  twitter: { card: "summary_large_image" },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f5ef" },
    { media: "(prefers-color-scheme: dark)", color: "#171512" },
  ],
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const copy = await readCatalog();
  return (
    <html
      lang="en"
      className={`${titleFont.variable} ${textFont.variable}`}
      suppressHydrationWarning
    >
      <head>
        {/* A file, not inline: it must run before the first paint, and the policy names no script for it. */}
        <script src="/boot.js" />
      </head>
      <body className="flex flex-col">
        <a
          href="#content"
          className="sr-only z-50 rounded-full bg-ink px-5 py-3 font-semibold text-paper focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to the content
        </a>
        <ShopProvider holdsCatalog={!catalogIsInLake}>
          <SiteHeader categories={copy?.catalog.categories().filter(isTop) ?? []} />
          <Notices />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            {children}
          </main>
          <SiteFooter />
        </ShopProvider>
      </body>
    </html>
  );
}
