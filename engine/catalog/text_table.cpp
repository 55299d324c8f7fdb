// SPDX-License-Identifier: MIT
#include "engine/catalog/text_table.h"

namespace vitrine {
namespace {

std::uint64_t hashOf(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100'0000'01B3;
  return hash ^ (hash >> 29U);
}

}  // namespace

// Where the text is, or the empty slot where it belongs: open addressing, one step at a time.
std::size_t TextTable::slotOf(std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(hashOf(text)) & mask;
  while (slots_[slot] != 0 && (*this)[slots_[slot] - 1] != text) slot = (slot + 1) & mask;
  return slot;
}

std::optional<std::uint32_t> TextTable::find(std::string_view text) const {
  const std::uint32_t known = slots_[slotOf(text)];
  if (known == 0) return std::nullopt;
  return known - 1;
}

std::uint32_t TextTable::add(std::string_view text) {
  const std::size_t slot = slotOf(text);
  if (slots_[slot] != 0) return slots_[slot] - 1;
  texts_.add(text);
  slots_[slot] = static_cast<std::uint32_t>(size());
  if (size() * 2 > slots_.size()) grow();
  return static_cast<std::uint32_t>(size()) - 1;
}

void TextTable::grow() {
  slots_.assign(slots_.size() * 4, 0);
  for (std::size_t i = 0; i < size(); ++i) {
    slots_[slotOf((*this)[i])] = static_cast<std::uint32_t>(i) + 1;
  }
}

}  // namespace vitrine
