// SPDX-License-Identifier: MIT
#include "shell/services/http/page.h"

#include <array>

#include "engine/core/currency.h"
#include "engine/core/utf8.h"
#include "shell/services/crypto/digest.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#17191c;--quiet:#5b626b;
--line:#c9ced6;--edge:#7b828c;
--accent:#0b5cd5;--on-accent:#fff;--bad:#b3261e;--bad-ground:#fdecea;--radius:12px}
@media (prefers-color-scheme:dark){:root{--ground:#121417;--card:#1c1f24;--ink:#f1f3f5;
--quiet:#a3abb6;
--line:#434a54;--edge:#8a93a0;--accent:#7fb0ff;--on-accent:#08182e;--bad:#ffb4ab;
--bad-ground:#3b1714}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.frame{max-width:60rem;margin:0 auto;padding:1.25rem;display:grid;gap:1.5rem}
.notice{font-size:.875rem;color:var(--quiet);margin:0;display:flex;gap:.6rem;align-items:center;
flex-wrap:wrap}
.badge{border:1px solid var(--line);border-radius:99px;padding:.1rem .6rem;font-weight:600;
color:var(--ink)}
.columns{display:grid;gap:1.5rem}
@media (min-width:48rem){.frame{padding:2.5rem}.columns{grid-template-columns:1fr 1.15fr;
align-items:start}}
.panel{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);
padding:1.5rem}
h1{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1rem;margin:0 0 1rem}
.total{font-size:2rem;font-weight:700;margin:.25rem 0 1.25rem;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
td{padding:.5rem 0;border-top:1px solid var(--line);vertical-align:top}
td:last-child{text-align:right;white-space:nowrap;padding-left:1rem;
font-variant-numeric:tabular-nums}
.quiet{color:var(--quiet);font-size:.875rem}
label,legend{font-weight:600;font-size:.9375rem}
fieldset{border:0;margin:0 0 1rem;padding:0;display:grid;gap:.6rem}
.field{margin-bottom:1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
input[type=text],input[type=email]{display:block;width:100%;margin-top:.3rem;padding:.7rem .8rem;
font:inherit;
color:inherit;background:transparent;border:1px solid var(--edge);border-radius:8px;
min-height:44px}
input[aria-invalid=true]{border-color:var(--bad)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.choice{display:flex;gap:.7rem;align-items:flex-start;border:1px solid var(--line);
border-radius:8px;padding:.8rem;
font-weight:400;min-height:44px}
.choice input{margin-top:.3rem}
button,.button{display:inline-flex;justify-content:center;align-items:center;width:100%;
min-height:48px;font:inherit;
font-weight:600;border:0;border-radius:8px;background:var(--accent);color:var(--on-accent);
cursor:pointer;text-decoration:none}
button.plain{background:transparent;color:var(--accent);border:1px solid var(--line);
margin-top:.75rem}
a{color:var(--accent)}
.error{color:var(--bad);font-size:.875rem;margin:.3rem 0 0}
.alert{background:var(--bad-ground);color:var(--bad);border-radius:8px;padding:.8rem 1rem;
margin:0 0 1rem;font-weight:600}
details{margin-top:1.25rem;font-size:.875rem;color:var(--quiet)}
summary{cursor:pointer;min-height:24px}
details td{padding:.25rem 0;border:0}
code{font-size:.875rem;white-space:nowrap}
)css";

struct Sign {
  std::string_view code;
  std::string_view sign;
};
constexpr std::array<Sign, 4> kSigns = {{{"EUR", "€"}, {"USD", "$"}, {"GBP", "£"}, {"JPY", "¥"}}};

std::string contentPolicy(const std::vector<std::string>& formTargets) {
  std::string policy = "default-src 'none'; style-src 'sha256-" + toBase64(sha256(kStyle)) +
                       "'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";
  for (const std::string& target : formTargets) {
    if (!target.empty()) policy += ' ' + target;
  }
  return policy;
}

}  // namespace

std::string escapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : repairUtf8(text)) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else if (c == '\'')
      escaped += "&#39;";
    else
      escaped += c;
  }
  return escaped;
}

Response Page::response(int status) const {
  std::string html =
      "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\">"
      "<title>" +
      escapeHtml(title) + "</title><style>";
  html += kStyle;
  html +=
      "</style></head><body><div class=\"frame\"><header><p class=\"notice\">"
      "<span class=\"badge\">" +
      escapeHtml(brand) +
      "</span> Test mode on this machine. No real "
      "money moves, and no real card works.</p></header><main>" +
      main + "</main></div></body></html>";
  Response answer = Response::html(status, std::move(html));
  answer.setHeader("Content-Security-Policy", contentPolicy(formTargets) + "; img-src data:");
  answer.setHeader("X-Content-Type-Options", "nosniff");
  answer.setHeader("Referrer-Policy", "no-referrer");
  return answer;
}

std::string formatMoney(std::int64_t amountMinor, std::string_view currency) {
  const auto known = Currency::of(currency);
  const auto decimals = static_cast<std::size_t>(known ? known->decimals() : 2);
  std::string digits = std::to_string(amountMinor);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  if (!known) return digits + ' ' + std::string(currency);
  for (const Sign& sign : kSigns) {
    if (sign.code == known->code()) return std::string(sign.sign) + digits;
  }
  return digits + ' ' + std::string(known->code());
}

}  // namespace vitrine::services
