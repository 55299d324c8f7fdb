// SPDX-License-Identifier: MIT
// Runs before the first paint, as a file of the shop (the policy allows no inline script for it): applies the
// chosen theme, tells the style sheet that scripts run, and permits script addresses of our own build only.
(function () {
  var root = document.documentElement;
  root.dataset.scripts = "on";
  try {
    var theme = localStorage.getItem("vitrine-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    root.dataset.storage = "blocked";
  }
  if (window.trustedTypes && window.trustedTypes.createPolicy) {
    window.trustedTypes.createPolicy("default", {
      createScriptURL: function (address) {
        var url = new URL(address, location.href);
        if (url.origin === location.origin && url.pathname.startsWith("/_next/static/")) return url.href;
        throw new TypeError("script address refused");
      },
      // React makes an inert <script></script> by innerHTML before it sets the address.
      createHTML: function (markup) {
        if (markup === "<script></script>") return markup;
        throw new TypeError("markup refused");
      },
    });
  }
})();
