// SPDX-License-Identifier: MIT
#include "shell/inspector/panels/catalog_panel.h"

#include <imgui.h>

#include <algorithm>

#include "shell/inspector/theme.h"
#include "shell/inspector/widgets.h"

namespace vitrine {
namespace {

constexpr ImGuiTableFlags kTable =
    ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_ScrollY;

void showStock(StockView stock) {
  const ImVec4& colour = stock == StockView::kInStock    ? theme().good
                         : stock == StockView::kLowStock ? theme().warning
                                                         : theme().bad;
  showPill(nameOf(stock), colour);
}

bool isChosen(const QueryView& query, const std::string& facet, const std::string& value) {
  return std::ranges::any_of(query.facets, [&](const FacetChoice& choice) {
    return choice.facet == facet && std::ranges::find(choice.values, value) != choice.values.end();
  });
}

void toggle(QueryView& query, const std::string& facet, const std::string& value) {
  auto choice = std::ranges::find(query.facets, facet, &FacetChoice::facet);
  if (choice == query.facets.end()) {
    query.facets.push_back({.facet = facet, .values = {value}});
  } else if (std::erase(choice->values, value) == 0) {
    choice->values.push_back(value);
  }
  query.page = 1;
}

// What is left for the documents that are not shown: a line when there are none.
float footerHeight(const Store& store) {
  constexpr std::size_t kMostLines = 8;
  const std::size_t count = store.rejections().size();
  const std::size_t lines = count == 0 ? 1 : 1 + std::min(count, kMostLines);
  return static_cast<float>(lines) * ImGui::GetTextLineHeightWithSpacing() + 12;
}

}  // namespace

void CatalogPanel::show(Store& store, bool& open) {
  if (ImGui::Begin("Catalog", &open)) {
    const CatalogPageView page = store.search(query_);
    showSearch(page);
    const float facetWidth = 190;
    if (ImGui::BeginChild("facets", ImVec2(facetWidth, 0))) showFacets(page);
    ImGui::EndChild();
    ImGui::SameLine();
    if (ImGui::BeginChild("results")) {
      showHits(store, page);
      showVariants(store);
      showRejections(store);
    }
    ImGui::EndChild();
  }
  ImGui::End();
}

void CatalogPanel::showSearch(const CatalogPageView& page) {
  ImGui::SetNextItemWidth(260);
  if (ImGui::InputTextWithHint("##text", "Search products", text_.data(), text_.size())) {
    query_.text = text_.data();
    query_.page = 1;
  }
  ImGui::SameLine();
  ImGui::SetNextItemWidth(150);
  if (ImGui::BeginCombo("##sort", page.sort.c_str())) {
    for (const std::string& sort : page.sorts) {
      if (ImGui::Selectable(sort.c_str(), sort == page.sort)) query_.sort = sort;
    }
    ImGui::EndCombo();
  }
  ImGui::SameLine();
  showMuted(std::to_string(page.total) + (page.total == 1 ? " product" : " products"));
  if (page.correctedText) {
    ImGui::SameLine();
    showPill("read as " + *page.correctedText, theme().warning);
  }
  if (page.pageCount <= 1) return;
  ImGui::SameLine();
  if (ImGui::ArrowButton("##previous", ImGuiDir_Left)) query_.page = std::max<std::int64_t>(1, page.page - 1);
  ImGui::SameLine();
  showMuted(std::to_string(page.page) + " / " + std::to_string(page.pageCount));
  ImGui::SameLine();
  if (ImGui::ArrowButton("##next", ImGuiDir_Right)) query_.page = std::min(page.pageCount, page.page + 1);
}

void CatalogPanel::showFacets(const CatalogPageView& page) {
  for (const FacetView& facet : page.facets) {
    showHeading(facet.label);
    for (const FacetValueView& value : facet.values) {
      bool chosen = isChosen(query_, facet.key, value.key);
      const std::string label =
          value.label + "  " + std::to_string(value.count) + "##" + facet.key + "/" + value.key;
      ImGui::BeginDisabled(value.disabled);
      if (ImGui::Checkbox(label.c_str(), &chosen)) toggle(query_, facet.key, value.key);
      ImGui::EndDisabled();
    }
    ImGui::Spacing();
  }
}

void CatalogPanel::showHits(Store& store, const CatalogPageView& page) {
  if (page.hits.empty()) {
    showEmpty(store.slugs().empty()
                  ? "No catalog yet. The shop's /api/catalog has not answered; see the network panel."
                  : "Nothing matches. Take a filter away or search for something else.");
    return;
  }
  const float height =
      slug_.empty() ? -footerHeight(store) : ImGui::GetContentRegionAvail().y * 0.55F;
  if (!ImGui::BeginTable("hits", 5, kTable, ImVec2(0, height))) return;
  ImGui::TableSetupScrollFreeze(0, 1);
  ImGui::TableSetupColumn("Product", ImGuiTableColumnFlags_WidthStretch, 2.6F);
  ImGui::TableSetupColumn("Brand", ImGuiTableColumnFlags_WidthStretch, 1.2F);
  ImGui::TableSetupColumn("Category", ImGuiTableColumnFlags_WidthStretch, 1.2F);
  ImGui::TableSetupColumn("Stock", ImGuiTableColumnFlags_WidthStretch, 1);
  ImGui::TableSetupColumn("Price", ImGuiTableColumnFlags_WidthStretch, 1.6F);
  ImGui::TableHeadersRow();
  for (const ProductCard& card : page.hits) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    const std::string label = card.title + "##" + card.slug;
    if (ImGui::Selectable(label.c_str(), card.slug == slug_, ImGuiSelectableFlags_SpanAllColumns)) {
      slug_ = card.slug == slug_ ? "" : card.slug;
    }
    ImGui::TableNextColumn();
    showMuted(card.brand);
    ImGui::TableNextColumn();
    showMuted(card.categoryTitle);
    ImGui::TableNextColumn();
    showStock(card.stock);
    ImGui::TableNextColumn();
    showRight((card.priceVaries ? "from " : "") + moneyText(card.price));
  }
  ImGui::EndTable();
}

void CatalogPanel::showVariants(Store& store) {
  const auto product = slug_.empty() ? std::nullopt : store.product(slug_, "");
  if (!product) return;
  showHeading(product->title);
  if (!ImGui::BeginTable("variants", 5, kTable, ImVec2(0, -footerHeight(store)))) return;
  for (const VariantView& variant : product->variants) {
    ImGui::PushID(variant.sku.c_str());
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    showMono(variant.sku);
    ImGui::TableNextColumn();
    showText(variant.optionText);
    ImGui::TableNextColumn();
    showStock(variant.stock);
    ImGui::TableNextColumn();
    showRight(moneyText(variant.price));
    ImGui::TableNextColumn();
    ImGui::BeginDisabled(variant.maxQuantity == 0);
    if (ImGui::SmallButton("Add to cart")) static_cast<void>(store.addLine(variant.sku, 1));
    ImGui::EndDisabled();
    ImGui::PopID();
  }
  ImGui::EndTable();
}

void CatalogPanel::showRejections(const Store& store) {
  const std::vector<Rejection> rejections = store.rejections();
  if (rejections.empty()) {
    showMuted("Every document of the catalog was read.");
    return;
  }
  showMuted("Left out, " + std::to_string(rejections.size()) + " in all:");
  if (ImGui::BeginChild("rejections")) {
    for (const Rejection& rejection : rejections) {
      showMono(rejection.documentId + "  " + rejection.field);
      ImGui::SameLine();
      showMuted(rejection.reason);
    }
  }
  ImGui::EndChild();
}

}  // namespace vitrine
