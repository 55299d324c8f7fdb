// SPDX-License-Identifier: MIT
// @vitrine/engine: the storefront engine of a page.
//
//   const engine = await loadEngine();
//   const answer = engine.addLine("NL-AUR-SND", 1);
//   if (!answer.ok) show(answer.error.code);
import { startEngine } from "./shop-engine.js";
import type { Engine, EngineOptions } from "./types.js";

export type * from "./types.js";

let loading: Promise<Engine> | undefined;

/**
 * The engine of this page, started once: later calls answer the same one, whatever their options. A
 * failure is forgotten, so calling again tries again.
 */
export function loadEngine(options: EngineOptions = {}): Promise<Engine> {
  loading ??= startEngine(options).then(
    (engine) => {
      const dispose = engine.dispose.bind(engine);
      engine.dispose = () => {
        loading = undefined;
        dispose();
      };
      return engine;
    },
    (reason: unknown) => {
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}
