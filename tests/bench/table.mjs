// SPDX-License-Identifier: MIT
// Results as text: one row a peer, one line a bar.

function milliseconds(value) {
  if (value === undefined) return "";
  return value >= 100
    ? value.toFixed(0)
    : value >= 10
      ? value.toFixed(1)
      : value >= 1
        ? value.toFixed(2)
        : value.toFixed(3);
}
const megabytes = (bytes) =>
  bytes === undefined ? "" : (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
const spread = (times) => {
  if (!times) return "";
  const part = times.queries < times.of ? ` (${times.queries} of ${times.of})` : "";
  return [times.p50, times.p99, times.max].map(milliseconds).join(" / ") + part;
};
const shares = (agreement) =>
  agreement
    ? Object.values(agreement)
        .map(([good, all]) => `${good}/${all}`)
        .join(" ")
    : "";

const speeds = [
  ["", ({ name }) => name],
  ["build", ({ build }) => milliseconds(build?.median) + (build?.isNative ? " (native)" : "")],
  ["open", ({ open }) => milliseconds(open?.median)],
  ["MB", ({ memory }) => megabytes(memory?.rss)],
  ["with products", ({ memoryWithObjects }) => megabytes(memoryWithObjects?.rss)],
  ["WASM MB", ({ memory }) => megabytes(memory?.wasm)],
  ["file MB", ({ snapshot }) => megabytes(snapshot?.bytes)],
  ["wire MB", ({ snapshot }) => megabytes(snapshot?.wire)],
  ["search", ({ find }) => spread(find)],
  ["with typos", ({ findTypos }) => spread(findTypos)],
  ["pages", ({ pages }) => spread(pages)],
  ["combined", ({ combined }) => spread(combined)],
  ["over typed arrays", ({ combinedColumns }) => spread(combinedColumns)],
];
const qualities = [
  ["", ({ name }) => name],
  ["title first", ({ found }) => (found ? found.title.join("/") : "")],
  ["typo found", ({ found }) => (found ? found.typo.join("/") : "")],
  ["two typos", ({ found }) => (found ? found["two typos"].join("/") : "")],
  ["pages: totals facets page", ({ pagesAgreement }) => shares(pagesAgreement)],
  ["combined", ({ combinedAgreement }) => shares(combinedAgreement)],
  ["", ({ stopped }) => stopped ?? ""],
];

const changed = (kind) => (live) =>
  `${milliseconds(live.before[kind].p50)} ${milliseconds(live.after[kind].p50)}`;
const liveColumns = [
  ["in slices", ({ name }) => name],
  ["opening: slices", ({ live }) => String(live.slices)],
  ["longest", ({ live }) => milliseconds(live.opening)],
  ["first questions", ({ live }) => milliseconds(live.first)],
  ["20 changes", ({ live }) => milliseconds(live.applying)],
  ["joining: longest", ({ live }) => milliseconds(live.settling)],
  ["p50 before and after: typos", ({ live }) => changed("findTypos")(live)],
  ["pages", ({ live }) => changed("pages")(live)],
  ["combined", ({ live }) => changed("combined")(live)],
];

// Columns in which no row has anything are left out.
function tableOf(columns, rows) {
  const layout = columns.filter(([, text], i) => i === 0 || rows.some((row) => text(row) !== ""));
  if (layout.length === 1) return "";
  const cells = [
    layout.map(([title]) => title),
    ...rows.map((row) => layout.map(([, text]) => text(row))),
  ];
  const widths = layout.map((_, i) => Math.max(...cells.map((line) => line[i].length)));
  return cells
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function report(title, peers) {
  const rows = Object.values(peers);
  const { json, jsonWithoutDescriptions, parse } = peers.objects ?? {};
  const lines = ["", `## ${title}`, ""];
  if (json) {
    lines.push(`JSON ${megabytes(json.bytes)} MB, JSON.parse ${milliseconds(parse.median)} ms`);
    const cards = megabytes(jsonWithoutDescriptions.wire);
    lines.push(`on the wire ${megabytes(json.wire)} MB, without descriptions ${cards} MB`);
  }
  const copy = peers.vitrine?.copy;
  if (copy) lines.push(`a bare copy of Vitrine's snapshot ${milliseconds(copy.median)} ms`);
  lines.push(
    "milliseconds, p50 / p99 / longest",
    "",
    tableOf(speeds, rows),
    "",
    tableOf(qualities, rows),
  );
  const live = rows.filter((row) => row.live);
  if (live.length > 0) lines.push("", tableOf(liveColumns, live));
  return lines.join("\n");
}

export function barsReport(title, bars) {
  const layout = [
    [`bars, ${title}`, ({ name }) => name],
    ["bar", ({ bar }) => bar],
    ["measured", ({ measured }) => measured],
    ["", ({ bar, met }) => (bar === "no bar" ? "" : met ? "met" : "NOT MET")],
  ];
  return `\n${tableOf(layout, bars)}`;
}
