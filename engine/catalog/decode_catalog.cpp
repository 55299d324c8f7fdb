// SPDX-License-Identifier: MIT
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/catalog/text_table.h"
#include "engine/core/json_events.h"

namespace vitrine {
namespace {

// Takes finished documents and keeps the good ones.
class DocumentCollector {
 public:
  void addProduct(const Value& document, std::size_t index) {
    Result<Product> product = decodeProduct(document);
    if (!product) return reject(document, "products", index, std::move(product.error()));
    if (std::optional<Error> clash = clashOf(*product)) {
      return reject(document, "products", index, std::move(*clash));
    }
    ids_.add(product->id);
    slugs_.add(product->slug);
    for (const ProductVariant& variant : product->variants) skus_.add(variant.sku);
    documents_.products.push_back(std::move(*product));
  }

  void addCategory(const Value& document, std::size_t index) {
    Result<Category> category = decodeCategory(document);
    if (!category) return reject(document, "categories", index, std::move(category.error()));
    if (!ids_.addNew(category->id)) {
      return reject(document, "categories", index,
                    Error{ErrorCode::kInvalidValue, "_id", "used twice"});
    }
    documents_.categories.push_back(std::move(*category));
  }

  void reject(const Value& document, std::string_view list, std::size_t index, Error error) {
    ++documents_.rejectedCount;
    if (documents_.rejections.size() >= kMaxRejections) return;
    const std::string_view id = document["_id"].asString();
    documents_.rejections.push_back(Rejection{
        .documentId = isToken(id, kMaxNameLength + kMaxNameLength)
                          ? std::string(id)
                          : std::string(list) + "[" + std::to_string(index) + "]",
        .code = error.code,
        .field = std::move(error.field),
        .reason = std::move(error.message)});
  }

  CatalogDocuments& documents() { return documents_; }

 private:
  std::optional<Error> clashOf(const Product& product) const {
    if (documents_.products.size() >= kMaxProducts) {
      return Error{ErrorCode::kTooLarge, "", "the catalog is full"};
    }
    if (ids_.find(product.id)) return Error{ErrorCode::kInvalidValue, "_id", "used twice"};
    if (slugs_.find(product.slug)) {
      return Error{ErrorCode::kInvalidValue, "slug", "used twice: " + product.slug};
    }
    for (std::size_t i = 0; i < product.variants.size(); ++i) {
      const std::string& sku = product.variants[i].sku;
      if (skus_.find(sku)) {
        return Error{ErrorCode::kInvalidValue, "variants[" + std::to_string(i) + "].sku",
                     "used by another product: " + sku};
      }
    }
    return std::nullopt;
  }

  CatalogDocuments documents_;
  TextTable ids_;
  TextTable slugs_;
  TextTable skus_;
};

// Follows the text and builds one document at a time. Of the other members of the answer only the
// settings and the date are kept, so memory grows with the catalog, not with the text.
class CatalogReader final : public JsonEvents {
 public:
  explicit CatalogReader(int maxDepth) : maxDepth_(static_cast<std::size_t>(maxDepth)) {}

  Result<CatalogDocuments> take(JsonEnd end) {
    if (error_) return fail(std::move(*error_));
    if (end.kind == JsonEnd::Kind::kMalformed) {
      return fail(ErrorCode::kMalformedJson, "",
                  "not JSON at byte " + std::to_string(end.position));
    }
    if (!hasProducts_) return fail(ErrorCode::kMissingField, "products", "missing");
    return std::move(collector_.documents());
  }

  bool value(Value value) override {
    if (depth_ == 0) return stop(ErrorCode::kWrongType, "the answer is not an object");
    if (section_ == Section::kOther || tooDeep_) return true;
    if (depth_ < outside()) return value.isNull() || stop(ErrorCode::kWrongType, "not a list");
    if (depth_ == outside()) {
      deliver(value);
    } else if (frames_.back().isArray) {
      frames_.back().items.push_back(std::move(value));
    } else {
      Frame& frame = frames_.back();
      frame.members.emplace_back(std::move(frame.name), std::move(value));
    }
    return true;
  }

  bool open(Container container) override {
    const bool isArray = container == Container::kArray;
    const std::size_t depth = depth_++;
    if (depth == 0) return isArray ? stop(ErrorCode::kWrongType, "the answer is a list") : true;
    if (section_ == Section::kOther) return true;
    if (depth < outside()) {
      if (!isArray) return stop(ErrorCode::kWrongType, "products or categories is not a list");
      hasProducts_ = hasProducts_ || section_ == Section::kProducts;
      return true;
    }
    if (frames_.size() >= maxDepth_) tooDeep_ = true;
    if (!tooDeep_) frames_.emplace_back().isArray = isArray;
    return true;
  }

  bool key(std::string name) override {
    if (depth_ == 1) {
      section_ = sectionOf(name);
      index_ = 0;
    } else if (!frames_.empty()) {
      frames_.back().name = std::move(name);
    }
    return true;
  }

  bool close() override {
    --depth_;
    if (section_ == Section::kOther || depth_ < outside()) return true;
    if (tooDeep_) {
      if (depth_ == outside()) rejectTooDeep();
      return true;
    }
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    return value(frame.isArray ? Value(std::move(frame.items))
                               : Value(Object::fromMembers(std::move(frame.members))));
  }

 private:
  enum class Section : std::uint8_t {
    kProducts,
    kCategories,
    kSettings,
    kGeneratedAt,
    kLeftOut,
    kOther,
  };

  struct Frame {
    bool isArray = false;
    std::string name;  // of the member that comes next
    Array items;
    std::vector<Object::Member> members;
  };

  static Section sectionOf(std::string_view name) {
    if (name == "products") return Section::kProducts;
    if (name == "categories") return Section::kCategories;
    if (name == "settings") return Section::kSettings;
    if (name == "leftOut") return Section::kLeftOut;
    return name == "generatedAt" ? Section::kGeneratedAt : Section::kOther;
  }

  bool isList() const { return section_ == Section::kProducts || section_ == Section::kCategories; }
  // The number of containers that are open around a document of this section.
  std::size_t outside() const { return isList() ? 2 : 1; }

  bool stop(ErrorCode code, std::string message) {
    if (!error_) error_ = Error{code, "", std::move(message)};
    return false;
  }

  void deliver(const Value& document) {
    switch (section_) {
      case Section::kProducts: return collector_.addProduct(document, index_++);
      case Section::kCategories: return collector_.addCategory(document, index_++);
      case Section::kSettings: collector_.documents().settings = document; return;
      case Section::kGeneratedAt:
        collector_.documents().generatedAt = document.asString("");
        return;
      case Section::kLeftOut: collector_.documents().leftOut = document; return;
      case Section::kOther: return;
    }
  }

  void rejectTooDeep() {
    tooDeep_ = false;
    // What was read of the outermost object may already hold the id.
    const Value begun(Object::fromMembers(std::move(frames_.front().members)));
    frames_.clear();
    const std::string_view list = section_ == Section::kProducts     ? "products"
                                  : section_ == Section::kCategories ? "categories"
                                                                     : "settings";
    collector_.reject(begun, list, index_++, Error{ErrorCode::kTooDeep, "", "nested too deeply"});
  }

  std::size_t maxDepth_;
  std::size_t depth_ = 0;
  Section section_ = Section::kOther;
  std::size_t index_ = 0;
  bool tooDeep_ = false;  // the document under construction is given up
  bool hasProducts_ = false;
  std::vector<Frame> frames_;
  DocumentCollector collector_;
  std::optional<Error> error_;
};

}  // namespace

Result<CatalogDocuments> decodeCatalog(std::string_view json, JsonLimits limits) {
  if (json.size() > limits.maxBytes) {
    return fail(ErrorCode::kTooLarge, "",
                "a catalog of " + std::to_string(json.size()) + " bytes, at most " +
                    std::to_string(limits.maxBytes) + " are read");
  }
  CatalogReader reader(limits.maxDepth);
  return reader.take(readJson(json, reader));
}

}  // namespace vitrine
