// SPDX-License-Identifier: MIT
// Runs before any page does, error pages included. Trusted Types are enforced: a script address
// may only be a file of this shop, and the only markup React ever makes itself is an inert script
// element.
interface Policies {
  readonly createPolicy: (
    name: string,
    rules: Readonly<Record<string, (text: string) => string>>,
  ) => unknown;
}

const policies = (window as Window & { readonly trustedTypes?: Policies }).trustedTypes;

policies?.createPolicy("default", {
  createScriptURL(address) {
    const url = new URL(address, window.location.href);
    const known = url.pathname === "/boot.js" || url.pathname.startsWith("/_next/static/");
    if (!known || url.origin !== window.location.origin)
      throw new TypeError("script address refused");
    return address; // as it was: the loader finds its chunks again by this text
  },
  createHTML(markup) {
    if (markup !== "<script></script>") throw new TypeError("markup refused");
    return markup;
  },
});
