// SPDX-License-Identifier: MIT
// How a snapshot becomes a JavaScript value; see boundary.h.
addToLibrary({
  vitrineBytes__deps: ['$Emval'],
  vitrineBytes: (place, size) => Emval.toHandle(HEAPU8.slice(place, place + size)),
  vitrineParse__deps: ['$Emval', '$UTF8ToString'],
  vitrineParse: (json) => Emval.toHandle(JSON.parse(UTF8ToString(json))),
});
