// SPDX-License-Identifier: MIT
#include "shell/services/lake/documents.h"

#include <algorithm>
#include <utility>

#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

// Larger groups cost more to copy and to index after a change, smaller ones more to ask.
constexpr std::size_t kMostInGroup = 96;

std::string_view idOf(const Value& document) { return document["_id"].asString(); }

bool isSeenBy(Audience audience, std::string_view id) {
  if (audience == Audience::kUndotted) return isPublicId(id);
  if (audience == Audience::kUnversioned) return !isVersionId(id);
  return audience == Audience::kAll || isPublishedId(id);
}

Array::const_iterator placeOf(const Array& documents, std::string_view id) {
  return std::ranges::lower_bound(documents, id, {}, idOf);
}

}  // namespace

const DocumentGroup::Part& DocumentGroup::seenBy(Audience audience) const {
  const auto place = static_cast<std::size_t>(audience);
  Part& part = parts_[place];
  std::call_once(areIndexed_[place], [&] {
    Array seen;
    for (const Value& document : documents_) {
      if (isSeenBy(audience, idOf(document))) seen.push_back(document);
    }
    part.dataset = std::make_unique<const groq::MemoryDataset>(std::move(seen));
    for (std::uint32_t i = 0; i < part.dataset->size(); ++i) {
      const Value& slug = part.dataset->at(i)["slug"]["current"];
      if (slug.isString()) part.slugs.emplace(slug.asString(), i);
    }
  });
  return part;
}

std::size_t groupOf(const Documents::Groups& groups, std::string_view id) {
  const auto after = std::ranges::upper_bound(
      groups, id, {}, [](const auto& group) { return idOf(group->documents().front()); });
  return after == groups.begin() ? 0 : static_cast<std::size_t>(after - groups.begin() - 1);
}

const Value* referrerOf(const Documents& documents, std::string_view target) {
  for (const auto& group : documents.groups()) {
    const DocumentGroup::Part& part = group->seenBy(Audience::kAll);
    const groq::MemoryDataset& all = *part.dataset;
    const groq::StringIndex* index = part.references.get();
    if (index == nullptr) index = &part.references.set(groq::StringIndex::ofReferences(all));
    for (const std::uint32_t position : index->find(target).positions()) {
      const auto targets = strongReferences(all.at(position));
      if (std::ranges::find(targets, target) != targets.end()) return &all.at(position);
    }
  }
  return nullptr;
}

const Value* Documents::find(std::string_view id) const {
  if (groups_.empty()) return nullptr;
  const Array& group = groups_[groupOf(groups_, id)]->documents();
  const auto place = placeOf(group, id);
  return place != group.end() && idOf(*place) == id ? &*place : nullptr;
}

Array Documents::all() const {
  Array documents;
  documents.reserve(size_);
  for (const auto& group : groups_) {
    documents.insert(documents.end(), group->documents().begin(), group->documents().end());
  }
  return documents;
}

const Value* Documents::firstFrom(std::string_view id) const {
  if (groups_.empty()) return nullptr;
  const std::size_t group = groupOf(groups_, id);
  const Array& documents = groups_[group]->documents();
  const auto place = placeOf(documents, id);
  if (place != documents.end()) return &*place;
  return group + 1 < groups_.size() ? &groups_[group + 1]->documents().front() : nullptr;
}

// Asks each release, and goes on behind all of its documents.
Array Documents::versionsOf(std::string_view publishedId) const {
  Array versions;
  for (const std::string& id : {std::string(publishedId), "drafts." + std::string(publishedId)}) {
    if (const Value* document = find(id)) versions.push_back(*document);
  }
  const std::string_view prefix = "versions.";
  const Value* document = firstFrom(prefix);
  while (document != nullptr && isVersionId(idOf(*document))) {
    const std::string_view id = idOf(*document);
    const std::string release(id.substr(0, id.find('.', prefix.size())));
    const Value* version = find(release + '.' + std::string(publishedId));
    if (version != nullptr) versions.push_back(*version);
    document = firstFrom(release + '/');  // the character after the dot
  }
  return versions;
}

void Documents::put(Value document) {
  if (groups_.empty()) {
    groups_.push_back(std::make_shared<DocumentGroup>(Array{std::move(document)}));
    size_ = 1;
    return;
  }
  const Value kept = document;  // the id is a view into it
  const std::string_view id = idOf(kept);
  const std::size_t group = groupOf(groups_, id);
  Array next = groups_[group]->documents();
  const auto place = next.begin() + (placeOf(next, id) - next.cbegin());
  if (place != next.end() && idOf(*place) == id) {
    *place = std::move(document);
  } else {
    next.insert(place, std::move(document));
    ++size_;
  }
  replace(group, std::move(next));
}

void Documents::erase(std::string_view id) {
  if (find(id) == nullptr) return;
  const std::size_t group = groupOf(groups_, id);
  Array next = groups_[group]->documents();
  next.erase(placeOf(next, id));
  --size_;
  replace(group, std::move(next));
}

// Too many become two groups; few join their neighbours.
void Documents::replace(std::size_t group, Array documents) {
  const auto at = groups_.begin() + static_cast<std::ptrdiff_t>(group);
  if (documents.size() > kMostInGroup) {
    const auto middle = documents.begin() + static_cast<std::ptrdiff_t>(documents.size() / 2);
    *at = std::make_shared<DocumentGroup>(Array(middle, documents.end()));
    groups_.insert(at, std::make_shared<DocumentGroup>(Array(documents.begin(), middle)));
    return;
  }
  if (group + 1 < groups_.size()) {
    const Array& after = (*std::next(at))->documents();
    if (documents.size() + after.size() < kMostInGroup / 2) {
      documents.insert(documents.end(), after.begin(), after.end());
      groups_.erase(std::next(at));
    }
  }
  if (documents.empty())
    groups_.erase(at);
  else
    *at = std::make_shared<DocumentGroup>(std::move(documents));
}

DocumentView::DocumentView(Documents documents, Audience audience)
    : documents_(std::move(documents)) {
  starts_.push_back(0);
  for (const auto& group : documents_.groups()) {
    parts_.push_back(&group->seenBy(audience));
    starts_.push_back(starts_.back() + parts_.back()->dataset->size());
  }
  indexes_ = std::make_unique<groq::Indexes>(size());
}

const Value& DocumentView::at(std::size_t position) const {
  const auto after = std::ranges::upper_bound(starts_, position);
  const auto group = static_cast<std::size_t>(after - starts_.begin() - 1);
  return parts_[group]->dataset->at(position - starts_[group]);
}

const Value* DocumentView::byId(std::string_view id) const {
  return parts_.empty() ? nullptr : parts_[groupOf(documents_.groups(), id)]->dataset->byId(id);
}

std::optional<groq::Postings> DocumentView::having(std::string_view path,
                                                   std::string_view text) const {
  groq::Postings found;
  const auto add = [&](std::size_t group, std::size_t within) {
    found.add(static_cast<std::uint32_t>(starts_[group] + within));
  };
  if (path == "slug.current") {
    for (std::size_t group = 0; group < parts_.size(); ++group) {
      std::vector<std::uint32_t> places;
      const auto [first, last] = parts_[group]->slugs.equal_range(text);
      for (auto each = first; each != last; ++each) places.push_back(each->second);
      std::ranges::sort(places);
      for (const std::uint32_t place : places) add(group, place);
    }
  } else if (path == "_id") {
    const Value* document = byId(text);
    if (document == nullptr) return found;
    const std::size_t group = groupOf(documents_.groups(), text);
    add(group, static_cast<std::size_t>(document - &parts_[group]->dataset->at(0)));
  } else {
    return std::nullopt;
  }
  found.finish(size());
  return found;
}

}  // namespace vitrine::services
