// SPDX-License-Identifier: MIT
// Whom the limits count.
import assert from "node:assert/strict";
import { test } from "node:test";
import { peerOf } from "../../web/peer.mjs";

test("without a proxy of our own nobody's claim is read", () => {
  assert.equal(peerOf("192.0.2.1", "203.0.113.9", 0), "192.0.2.1");
  assert.equal(peerOf("::ffff:192.0.2.1", undefined, 0), "192.0.2.1");
  assert.equal(peerOf(undefined, undefined, 0), "unknown");
});

test("behind proxies the entry is counted from the right", () => {
  assert.equal(peerOf("127.0.0.1", "203.0.113.9", 1), "203.0.113.9");
  assert.equal(peerOf("127.0.0.1", "198.51.100.7, 203.0.113.9", 1), "203.0.113.9");
  assert.equal(peerOf("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2", 2), "203.0.113.9");
  assert.equal(peerOf("127.0.0.1", "203.0.113.9:4711", 1), "203.0.113.9");
  assert.equal(peerOf("127.0.0.1", "[2001:db8:1:2::9]:4711", 1), "2001:db8:1:2::/64");
});

test("a missing or senseless entry leaves the connection's address", () => {
  for (const header of [undefined, "", "unknown", "203.0.113.9, nonsense", "1.2.3.4.5"]) {
    assert.equal(peerOf("192.0.2.1", header, 1), "192.0.2.1", header);
  }
  assert.equal(peerOf("192.0.2.1", "203.0.113.9", 2), "192.0.2.1");
});

test("a visitor of IPv6 is one network", () => {
  const network = "2001:db8:1:2::/64";
  for (const address of ["2001:db8:1:2::9", "2001:0DB8:1:2:3:4:5:6", "2001:db8:1:2:0:0:0:1%eth0"]) {
    assert.equal(peerOf(address, undefined, 0), network, address);
  }
  assert.equal(peerOf("2001:db8::1", undefined, 0), "2001:db8:0:0::/64");
  assert.equal(peerOf("2001::a:3:4:5:6", undefined, 0), "2001:0:0:a::/64");
  assert.equal(peerOf("::1", undefined, 0), "0:0:0:0::/64");
  assert.notEqual(peerOf("2001:db8:1:3::9", undefined, 0), network);
});
