// SPDX-License-Identifier: MIT
// The inspector: the engine, natively, against a running shop. It shows what the engine knows and
// sends the same intents as a page.
#include <imgui.h>

#include <cstdio>
#include <string>

#include "engine/store/store.h"
#include "shell/inspector/options.h"
#include "shell/inspector/panels/cart_panel.h"
#include "shell/inspector/panels/catalog_panel.h"
#include "shell/inspector/panels/network_panel.h"
#include "shell/inspector/panels/order_panel.h"
#include "shell/inspector/screenshot.h"
#include "shell/inspector/theme.h"
#include "shell/inspector/widgets.h"
#include "shell/inspector/window.h"
#include "shell/ports/curl_transport.h"
#include "shell/ports/sqlite_storage.h"
#include "shell/ports/system_ports.h"

namespace vitrine {
namespace {

constexpr int kWidth = 1440;
constexpr int kHeight = 900;

struct Panels {
  CatalogPanel catalog;
  CartPanel cart;
  OrderPanel order;
  NetworkPanel network;
  bool catalogOpen = true;
  bool cartOpen = true;
  bool orderOpen = true;
  bool networkOpen = true;
  bool dark = false;
};

// Where a window stands when it is first opened, in parts of the free area below the menu. The
// viewport's own work area is right only from the second frame on.
void placeNext(float left, float top, float right, float bottom) {
  const ImGuiViewport& viewport = *ImGui::GetMainViewport();
  const float menu = ImGui::GetFrameHeight();
  const ImVec2 at(viewport.Pos.x, viewport.Pos.y + menu);
  const ImVec2 size(viewport.Size.x, viewport.Size.y - menu);
  constexpr float kGap = 6;
  ImGui::SetNextWindowPos(ImVec2(at.x + left * size.x + kGap, at.y + top * size.y + kGap),
                          ImGuiCond_FirstUseEver);
  ImGui::SetNextWindowSize(
      ImVec2((right - left) * size.x - 2 * kGap, (bottom - top) * size.y - 2 * kGap),
      ImGuiCond_FirstUseEver);
}

// Nothing more is waited for: the catalog is there, or known to be unavailable.
bool isReady(const Store& store) {
  const Versions versions = store.versions();
  return versions.hasCart && versions.catalog > 0;
}

void showMenu(Panels& panels, const Store& store, const std::string& shopUrl) {
  if (!ImGui::BeginMainMenuBar()) return;
  showHeading("Vitrine");
  if (ImGui::BeginMenu("Panels")) {
    ImGui::MenuItem("Catalog", nullptr, &panels.catalogOpen);
    ImGui::MenuItem("Cart", nullptr, &panels.cartOpen);
    ImGui::MenuItem("Orders", nullptr, &panels.orderOpen);
    ImGui::MenuItem("Network", nullptr, &panels.networkOpen);
    ImGui::EndMenu();
  }
  if (ImGui::MenuItem(panels.dark ? "Light" : "Dark")) {
    panels.dark = !panels.dark;
    applyTheme(panels.dark);
  }
  showMuted(shopUrl);
  showMuted(isReady(store) ? "ready" : "starting");
  ImGui::EndMainMenuBar();
}

void showPanels(Panels& panels, Store& store, const CurlTransport& transport,
                const std::string& shopUrl) {
  showMenu(panels, store, shopUrl);
  placeNext(0, 0, 0.6F, 0.66F);
  if (panels.catalogOpen) panels.catalog.show(store, panels.catalogOpen);
  placeNext(0, 0.66F, 0.6F, 1);
  if (panels.networkOpen) panels.network.show(transport, panels.networkOpen);
  placeNext(0.6F, 0, 1, 0.5F);
  if (panels.cartOpen) panels.cart.show(store, panels.cartOpen);
  placeNext(0.6F, 0.5F, 1, 1);
  if (panels.orderOpen) panels.order.show(store, panels.orderOpen);
}

// Draws until the catalog is there or has failed, and then the two frames that Dear ImGui needs to
// settle its layout.
bool photograph(Window& window, Panels& panels, Store& store, const CurlTransport& transport,
                const Options& options) {
  const auto draw = [&] {
    store.poll();
    window.draw([&] { showPanels(panels, store, transport, options.shopUrl); });
  };
  while (!isReady(store)) {
    draw();
    window.present();
  }
  for (int i = 0; i < 3; ++i) draw();
  int width = 0;
  int height = 0;
  window.framebufferSize(width, height);
  return writeScreenshot(options.screenshotPath, width, height);
}

int run(const Options& options) {
  const bool photographs = !options.screenshotPath.empty();
  Window window(kWidth, kHeight);
  if (!window.ok()) {
    std::fprintf(stderr, "No display with OpenGL 3.2 was found. Start under Xvfb: xvfb-run -a %s\n",
                 "vitrine-inspector --screenshot out.png");
    return 1;
  }
  const std::string layoutPath = options.storagePath + ".layout";
  ImGui::GetIO().IniFilename = photographs ? nullptr : layoutPath.c_str();
  Panels panels;
  panels.dark = options.dark;
  applyTheme(panels.dark);
  SystemClock clock;
  SystemRandom random;
  SqliteStorage storage(options.storagePath);
  CurlTransport transport(options.shopUrl, clock, options.storagePath + ".cookies");
  Store store(clock, random, storage, transport);
  store.start();
  if (photographs) return photograph(window, panels, store, transport, options) ? 0 : 1;
  while (!window.shouldClose()) {
    store.poll();
    window.draw([&] { showPanels(panels, store, transport, options.shopUrl); });
    window.present();
  }
  return 0;
}

}  // namespace
}  // namespace vitrine

int main(int argc, char** argv) {
  vitrine::Options options;
  return vitrine::parseOptions(argc, argv, options) ? vitrine::run(options) : 2;
}
