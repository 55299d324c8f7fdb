// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/lake/dataset.h"
#include "shell/services/lake/error.h"
#include "shell/services/lake/mutation.h"

namespace vitrine::services {

// What an author does, in terms of mutations: a document is edited as a version of its own
// (`drafts.x`, or `versions.<release>.x`) and then published as `x`. The document actions and the
// version actions but for `version.unpublish`; no actions on releases. A version is named by
// `versionId` or, as of old, by `draftId`. The error names the action at fault in `extra` under
// "index".
class Actions {
 public:
  Actions(Draft& draft, bool generatesKeys) : draft_(draft), generatesKeys_(generatesKeys) {}

  LakeResult<void> apply(const Value& actions);

 private:
  using Action = LakeResult<void> (Actions::*)(const Value&);
  struct Named {
    std::string_view name;
    Action act;
  };
  static const Named kKnown[];

  LakeResult<void> applyOne(const Value& action);
  LakeResult<void> create(const Value& action);
  LakeResult<void> replaceDraft(const Value& action);
  LakeResult<void> edit(const Value& action);
  LakeResult<void> remove(const Value& action);
  LakeResult<void> discard(const Value& action);
  LakeResult<void> publish(const Value& action);
  LakeResult<void> unpublish(const Value& action);
  LakeResult<void> createVersion(const Value& action);
  LakeResult<void> replaceVersion(const Value& action);

  LakeResult<Value> existing(std::string_view id) const;
  LakeResult<void> mutate(Array mutations);

  Draft& draft_;
  bool generatesKeys_;
};

}  // namespace vitrine::services
