// SPDX-License-Identifier: MIT
#include "shell/inspector/screenshot.h"

#include <GLFW/glfw3.h>
#include <vips/vips.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace vitrine {

bool writeScreenshot(const std::string& path, int width, int height) {
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) *
                                   static_cast<std::size_t>(height) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadBuffer(GL_BACK);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  if (VIPS_INIT("vitrine-inspector") != 0) return false;
  VipsImage* bottomUp =
      vips_image_new_from_memory(pixels.data(), pixels.size(), width, height, 3, VIPS_FORMAT_UCHAR);
  VipsImage* picture = nullptr;
  const bool ok = bottomUp != nullptr &&
                  vips_flip(bottomUp, &picture, VIPS_DIRECTION_VERTICAL, nullptr) == 0 &&
                  vips_pngsave(picture, path.c_str(), nullptr) == 0;
  if (!ok) std::fprintf(stderr, "cannot write %s: %s\n", path.c_str(), vips_error_buffer());
  if (picture != nullptr) g_object_unref(picture);
  if (bottomUp != nullptr) g_object_unref(bottomUp);
  return ok;
}

}  // namespace vitrine
