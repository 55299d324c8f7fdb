// SPDX-License-Identifier: MIT
// Whom the limits count: the address that the connection comes from, or, behind a known number of
// own proxies, the address that the outermost of them saw. Each proxy appends to X-Forwarded-For,
// so that entry is counted from the right; what stands left of it is the visitor's claim.
import { isIPv4, isIPv6 } from "node:net";

export function peerOf(socketAddress, forwardedFor, proxyHops) {
  const entries = (forwardedFor ?? "").split(",");
  const seen = proxyHops > 0 ? networkOf(entries.at(-proxyHops)) : null;
  return seen ?? networkOf(socketAddress) ?? "unknown";
}

/** An IPv4 address, or the /64 that one visitor of IPv6 commands; null when it is neither. */
function networkOf(text = "") {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^::ffff:(?=.*\.)/i, "");
  const address = bare.replace(/^([\d.]+):\d+$/, "$1").replace(/%.*$/, "");
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  const normal = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head, tail] = normal.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = tail === undefined ? [] : Array(8 - head.length - tail.length).fill("0");
  const groups = [...head, ...zeros, ...(tail ?? [])];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
