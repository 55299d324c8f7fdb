// SPDX-License-Identifier: MIT
#include "shell/services/lake/source_map.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace vitrine::services {
namespace {

// What copies of a value have in common and no other value has; null when it is kept in the value.
const void* identityOf(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kString: return value.asString().data();
    case Value::Kind::kArray: return &value.items();
    case Value::Kind::kObject: return &value.members();
    default: return nullptr;
  }
}

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    switch (c) {
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      case '\'': case '\\': out += '\\'; [[fallthrough]];
      default: out += c;
    }
  }
  return out + "'";
}

std::string withMember(std::string path, std::string_view name) {
  return path + "[" + quoted(name) + "]";
}

std::string withItem(std::string path, const Value& item, std::size_t place, ItemNames names) {
  const std::string_view key = item["_key"].asString();
  const bool isKeyed = names == ItemNames::kKey && !key.empty();
  return path + "[" + (isKeyed ? "?(@._key==" + quoted(key) + ")" : std::to_string(place)) + "]";
}

// The way to a value in a document. Most are only passed, so it becomes a text when it is asked for.
struct Step {
  const Step* before = nullptr;  // null in the document itself
  std::string_view name{};       // of a member, or
  const Value* item = nullptr;   // of an array,
  std::size_t place = 0;         // and where in it
};

std::string pathOf(const Step* step, ItemNames names) {
  if (step == nullptr) return "$";
  std::string path = pathOf(step->before, names);
  if (step->item == nullptr) return withMember(std::move(path), step->name);
  return withItem(std::move(path), *step->item, step->place, names);
}

class SourceMap {
 public:
  explicit SourceMap(ItemNames names) : names_(names) {}

  void want(const Value& value) {
    const void* identity = identityOf(value);
    if (identity == nullptr || !sources_.try_emplace(identity).second) return;
    for (const Value& item : value.items()) want(item);
    for (const auto& [name, member] : value.members()) want(member);
  }

  bool wantsAny() const { return !sources_.empty(); }

  void look(const Value& document) {
    document_ = &document;
    look(document, nullptr);
  }

  void map(const Value& value, const std::string& path) {
    const auto source = sources_.find(identityOf(value));
    if (source != sources_.end() && source->second.document != nullptr &&
        !source->second.isShared) {
      mappings_.append(path, mappingOf(source->second));
    } else if (value.isArray()) {
      for (std::size_t i = 0; i < value.items().size(); ++i) {
        map(value[i], withItem(path, value[i], i, ItemNames::kPlace));
      }
    } else if (value.isObject()) {
      for (const auto& [name, member] : value.members()) map(member, withMember(path, name));
    } else {
      mappings_.append(path, Object{{"type", "value"}, {"source", Object{{"type", "unknown"}}}});
    }
  }

  Value take() {
    return Object{{"documents", std::move(documents_)},
                  {"paths", std::move(paths_)},
                  {"mappings", std::move(mappings_)}};
  }

 private:
  struct Source {
    const Value* document = nullptr;
    std::string path;
    bool isShared = false;  // with another document: of which the answer has it is not known
  };

  void look(const Value& value, const Step* step) {
    const auto wanted = sources_.find(identityOf(value));
    if (wanted != sources_.end()) {
      Source& source = wanted->second;
      if (source.document == nullptr) source = {document_, pathOf(step, names_)};
      if (source.document != document_) source.isShared = true;
    }
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      const Step next{.before = step, .item = &value[i], .place = i};
      look(value[i], &next);
    }
    for (const auto& [name, member] : value.members()) {
      const Step next{.before = step, .name = name};
      look(member, &next);
    }
  }

  Value mappingOf(const Source& source) {
    const auto [document, isNewDocument] =
        documentPlaces_.try_emplace(source.document, static_cast<int>(documents_.size()));
    if (isNewDocument) {
      const Value& stored = *source.document;
      const std::string id = stored["_originalId"].asString(stored["_id"].asString());
      documents_.push_back(Object{{"_id", id}, {"_type", stored["_type"]}});
    }
    const auto [path, isNewPath] =
        pathPlaces_.try_emplace(source.path, static_cast<int>(paths_.size()));
    if (isNewPath) paths_.emplace_back(source.path);
    return Object{{"type", "value"},
                  {"source", Object{{"type", "documentValue"},
                                    {"document", document->second},
                                    {"path", path->second}}}};
  }

  ItemNames names_;
  std::unordered_map<const void*, Source> sources_;  // of what the answer consists of
  const Value* document_ = nullptr;                  // that is looked through
  std::unordered_map<const Value*, int> documentPlaces_;
  std::unordered_map<std::string, int> pathPlaces_;
  Array documents_;
  Array paths_;
  Object mappings_;
};

}  // namespace

Value sourceMapOf(const Value& answer, const groq::Dataset& documents, ItemNames names) {
  SourceMap sources(names);
  sources.want(answer);
  for (std::size_t i = 0; i < documents.size() && sources.wantsAny(); ++i) {
    sources.look(documents.at(i));
  }
  sources.map(answer, "$");
  return sources.take();
}

}  // namespace vitrine::services
