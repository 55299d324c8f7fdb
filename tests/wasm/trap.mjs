// SPDX-License-Identifier: MIT

/** In the page: what the engine imports throws once what a trap throws, when told to. */
export function trapOnDemand() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = (source, imports) => {
    for (const space of Object.values(imports)) {
      for (const [name, entry] of Object.entries(space)) {
        if (typeof entry !== "function") continue;
        space[name] = (...args) => {
          if (window.trap) {
            window.trap = false;
            throw new WebAssembly.RuntimeError("unreachable");
          }
          return entry(...args);
        };
      }
    }
    return instantiate(source, imports);
  };
}
