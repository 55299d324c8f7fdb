// SPDX-License-Identifier: MIT
import type { TextBlock, TextSpan } from "@vitrine/engine";
import { Fragment } from "react";

/** Portable text as the engine cleaned it: text nodes and harmless links, never markup. */
export function RichText({ blocks }: { readonly blocks: readonly TextBlock[] }) {
  return (
    <div className="max-w-prose space-y-4 text-[1.0625rem] leading-relaxed">
      {grouped(blocks).map(renderGroup)}
    </div>
  );
}

type Group = { readonly list: "bullet" | "number" | null; readonly blocks: TextBlock[] };

/** Neighbouring list blocks become one list. */
function grouped(blocks: readonly TextBlock[]): Group[] {
  const groups: Group[] = [];
  for (const block of blocks) {
    const list = block.list ?? null;
    const last = groups.at(-1);
    if (list !== null && last?.list === list) last.blocks.push(block);
    else groups.push({ list, blocks: [block] });
  }
  return groups;
}

function renderGroup(group: Group, index: number) {
  if (group.list !== null) {
    const List = group.list === "bullet" ? "ul" : "ol";
    const marker = group.list === "bullet" ? "list-disc" : "list-decimal";
    return (
      <List key={index} className={`${marker} space-y-1.5 pl-5 marker:text-accent`}>
        {group.blocks.map((block, position) => (
          <li key={position}>
            <Spans spans={block.spans} />
          </li>
        ))}
      </List>
    );
  }
  return group.blocks.map((block, position) => (
    <Block key={`${index} ${position}`} block={block} />
  ));
}

function Block({ block }: { readonly block: TextBlock }) {
  const spans = <Spans spans={block.spans} />;
  // One level, whichever the text names: the heading above it is the page's own.
  if (block.style === "h3" || block.style === "h4")
    return <h3 className="pt-3 font-semibold">{spans}</h3>;
  if (block.style === "quote")
    return <blockquote className="border-l-2 border-accent pl-4 italic">{spans}</blockquote>;
  return <p>{spans}</p>;
}

function Spans({ spans }: { readonly spans: readonly TextSpan[] }) {
  return spans.map((span, index) => {
    const text = span.strong ? (
      <strong>{span.text}</strong>
    ) : span.em ? (
      <em>{span.text}</em>
    ) : (
      span.text
    );
    if (span.href === undefined) return <Fragment key={index}>{text}</Fragment>;
    return (
      <a key={index} href={span.href} rel="noopener nofollow" className="link">
        {text}
      </a>
    );
  });
}
