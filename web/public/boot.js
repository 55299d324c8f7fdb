// SPDX-License-Identifier: MIT
// Runs before the first paint, as a file of the shop (the policy allows no inline script for it): applies the
// chosen theme and tells the style sheet that scripts run.
(function () {
  var root = document.documentElement;
  root.dataset.scripts = "on";
  try {
    var theme = localStorage.getItem("vitrine-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (error) {
    root.dataset.storage = "blocked";
  }
})();
