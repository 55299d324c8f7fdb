// SPDX-License-Identifier: MIT
import { vitrinePeer } from "./vitrine.mjs";

export const peer = vitrinePeer("Vitrine, SIMD", "vitrine_bench_simd");
