// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vitrine::services {

// The ids of the documents that have, or once had, a slug: the question that shops ask most. A copy
// costs two pointers. Slugs seldom change: what was added last stands apart, in order, and joins
// the rest when there is enough of it.
class SlugIndex {
 public:
  void add(std::string_view slug, std::string_view id);
  // Every document with the slug is among them; those that have it no longer may be, too.
  std::vector<std::string_view> find(std::string_view slug) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Settled = std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>>;
  using Recent = std::vector<std::pair<std::string, std::string>>;  // slug and id, ascending

  void settle();

  std::shared_ptr<const Settled> settled_ = std::make_shared<const Settled>();
  std::shared_ptr<const Recent> recent_ = std::make_shared<const Recent>();
};

}  // namespace vitrine::services
