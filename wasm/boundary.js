// SPDX-License-Identifier: MIT
// How a snapshot becomes a JavaScript value; see boundary.h.
addToLibrary({
  vitrineParse__deps: ['$Emval', '$UTF8ToString'],
  vitrineParse: (json) => Emval.toHandle(JSON.parse(UTF8ToString(json))),
});
