// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

struct GLFWwindow;

namespace vitrine {

// The one window: GLFW, an OpenGL 3 context and Dear ImGui's two backends, for as long as it lives.
class Window {
 public:
  // `visible` false opens it off screen, for a photograph. `ok()` is false where no display is.
  Window(int width, int height, bool visible);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool ok() const { return window_ != nullptr; }
  bool shouldClose() const;

  // Draws one frame: `content` calls Dear ImGui. Waits at most 50 ms for input, so that answers from
  // the network appear soon and an idle inspector costs almost nothing.
  void frame(const std::function<void()>& content);

  // The size of the drawn surface in pixels.
  void framebufferSize(int& width, int& height) const;

 private:
  GLFWwindow* window_ = nullptr;
};

}  // namespace vitrine
