// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

struct GLFWwindow;

namespace vitrine {

// The one window: GLFW, an OpenGL 3 context and Dear ImGui's two backends, for as long as it lives.
class Window {
 public:
  // `ok()` is false where there is no display with OpenGL 3.2.
  Window(int width, int height);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  bool ok() const { return window_ != nullptr; }
  bool shouldClose() const;

  // Draws one frame into the back buffer: `content` calls Dear ImGui. Waits at most 50 ms for input,
  // so that answers from the network appear soon and an idle inspector costs almost nothing.
  void draw(const std::function<void()>& content);
  // Shows what was drawn.
  void present();

  // The size of the drawn surface in pixels.
  void framebufferSize(int& width, int& height) const;

 private:
  GLFWwindow* window_ = nullptr;
};

}  // namespace vitrine
