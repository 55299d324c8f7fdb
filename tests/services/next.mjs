// SPDX-License-Identifier: MIT
// What next-sanity calls of Next.js, where none runs: one visitor's cookies and draft mode, and the
// cache tags that have expired.
export const PHASE_PRODUCTION_BUILD = 'phase-production-build';

const jar = new Map();
export const visitor = { isDraft: false, expired: new Set() };
export const forget = () => {
  jar.clear();
  Object.assign(visitor, { isDraft: false, expired: new Set() });
};

export const draftMode = async () => ({
  isEnabled: visitor.isDraft,
  enable: () => (visitor.isDraft = true),
});
export const cookies = async () => ({
  has: (name) => jar.has(name),
  get: (name) => jar.get(name),
  set: (cookie) => jar.set(cookie.name, cookie),
});

export const revalidateTag = (tag) => visitor.expired.add(tag);
export const updateTag = revalidateTag;
export const redirect = (location) => new Response(null, { status: 307, headers: { location } });

/** next/image and next/dynamic: what they are made of, unchanged. */
export default (it) => it;
