// SPDX-License-Identifier: MIT
// A visitor without a browser, at an address of its own: any 127.x.x.x may be one. The shop counts
// tries by address, so test files that send many do not use up each other's.
import { request } from "node:http";
import { shopUrl } from "./browser.mjs";

/** Sends one request; answers { status, headers, text }. */
export function send(localAddress, path, { method = "GET", headers = {}, body = "" } = {}) {
  return new Promise((resolve, reject) => {
    request(shopUrl + path, { localAddress, method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => (text += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    })
      .on("error", reject)
      .end(body);
  });
}
