// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/catalog/snapshot.h"

namespace vitrine {

// Numbers for texts: equal texts have one number, numbers are given in the order of arrival.
class TextTable {
 public:
  // The text's number, a new one when it is not known.
  std::uint32_t add(std::string_view text);
  // Adds the text; whether it was not known.
  bool addNew(std::string_view text) {
    const std::size_t before = size();
    add(text);
    return size() > before;
  }
  std::optional<std::uint32_t> find(std::string_view text) const;

  std::size_t size() const { return texts_.ends.size() - 1; }
  // Valid until the next text is added.
  Texts texts() const { return {texts_.ends, texts_.bytes}; }
  std::string_view operator[](std::size_t number) const { return texts()[number]; }

 private:
  std::size_t slotOf(std::string_view text) const;
  void grow();

  TextsWriter texts_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64);  // number plus one; 0: empty
};

}  // namespace vitrine
