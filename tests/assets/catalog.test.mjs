// SPDX-License-Identifier: MIT
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

// A fault is printed and ends the program with a status that fails the test.
const run = (program, script) =>
  execFileSync(program, [fileURLToPath(new URL(`../../assets/${script}`, import.meta.url))], {
    stdio: "inherit",
  });

test("the demo catalog has unique keys, whole money and a picture for every reference", () =>
  run("python3", "catalog/check_catalog.py"));

test("the demo catalog fits the schema that a Sanity studio would load", () =>
  run(process.execPath, "sanity/check_schema.mjs"));
