// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/store/fields.h"

namespace vitrine {

// What the shopper is told that no intent asked for. Each code stands at most once.
enum class NoticeCode : std::uint8_t {
  kStorageUnavailable,    // changes last as long as the page
  kCartRecovered,         // the stored cart was damaged; the one before is shown
  kCartLost,              // it was damaged beyond that
  kCartFromNewerVersion,  // another version's cart: left alone, this page keeps its own in memory
  kCheckoutLost,          // what was typed at the last visit is gone
  kOrdersLost,            // the list of this browser's orders is gone; look-up by number works
  kCatalogStale,          // the catalog could not be refreshed; `at` says of when it is
  kCatalogUnavailable,    // there is none
  kBadDocuments,          // `count` documents of the catalog cannot be shown
};
constexpr auto namesOf(const NoticeCode*) {
  return std::array<std::string_view, 9>{"storage_unavailable",     "cart_recovered",
                                         "cart_lost",               "cart_from_newer_version",
                                         "checkout_lost",           "orders_lost",
                                         "catalog_stale",           "catalog_unavailable",
                                         "bad_documents"};
}

struct NoticeView {
  NoticeCode code = NoticeCode::kStorageUnavailable;
  std::optional<std::int64_t> count;
  std::optional<std::string> at;

  bool operator==(const NoticeView&) const = default;
};
constexpr auto fieldsOf(const NoticeView*) {
  return fields(field("code", &NoticeView::code),
                maybe("count", &NoticeView::count),
                maybe("at", &NoticeView::at));
}

}  // namespace vitrine
