// SPDX-License-Identifier: MIT
#include "shell/services/http/client.h"
#include "shell/services/http/page.h"
#include "shell/services/pay/paypal_amount.h"
#include "shell/services/pay/paypal_api.h"

namespace vitrine::services {
namespace {

Response notice(int status, std::string_view title, std::string_view text, std::string_view link) {
  Page page{std::string(title), "PayPal", "", {}};
  page.main =
      "<div class=\"panel\"><h1>" + escapeHtml(title) + "</h1><p>" + escapeHtml(text) + "</p>";
  if (!link.empty())
    page.main += "<p><a href=\"" + escapeHtml(link) + "\">Back to the shop</a></p>";
  page.main += "</div>";
  return page.response(status);
}

std::string withQuery(std::string_view url, const std::string& query) {
  const bool hasQuery = url.find('?') != std::string_view::npos;
  return std::string(url) + (hasQuery ? '&' : '?') + query;
}

std::string choice(std::string_view value, std::string_view label, bool isChosen) {
  return "<label class=\"choice\"><input type=\"radio\" name=\"instrument\" value=\"" +
         std::string(value) + "\"" + (isChosen ? " checked" : "") + "><span>" + std::string(label) +
         "</span></label>";
}

std::string total(const Value& order) {
  std::int64_t sum = 0;
  for (const Value& unit : order["purchase_units"].items()) {
    sum += readAmount(unit["amount"], "").value_or(0);
  }
  const Value& first = order["purchase_units"][0]["amount"];
  const Value amount = writeAmount(sum, first["currency_code"].asString());
  return std::string(amount["value"].asString()) + ' ' +
         std::string(amount["currency_code"].asString());
}

Response form(const Value& order, std::string_view returnUrl, std::string_view cancelUrl) {
  Page page{"Pay " + total(order) + " with PayPal",
            "PayPal",
            "",
            {std::string(originOf(returnUrl)), std::string(originOf(cancelUrl))}};
  const Value& unit = order["purchase_units"][0];
  std::string html =
      "<div class=\"columns\"><section class=\"panel\" aria-label=\"Order summary\"><h1>Pay with "
      "PayPal</h1>"
      "<p class=\"total\">" +
      escapeHtml(total(order)) + "</p>";
  if (unit["description"].isString())
    html += "<p>" + escapeHtml(unit["description"].asString()) + "</p>";
  if (!unit["items"].items().empty()) {
    html += "<table><tbody>";
    for (const Value& item : unit["items"].items()) {
      html += "<tr><td>" + escapeHtml(item["name"].asString()) + " <span class=\"quiet\">× " +
              escapeHtml(item["quantity"].asString()) + "</span></td><td>" +
              escapeHtml(item["unit_amount"]["value"].asString()) + "</td></tr>";
    }
    html += "</tbody></table>";
  }
  html +=
      "</section><section class=\"panel\"><h2>Signed in as buyer@example.com</h2>"
      "<form method=\"post\" action=\"/checkoutnow?token=" +
      escapeHtml(order["id"].asString()) + "\"><fieldset><legend>Pay with</legend>" +
      choice("ok", "PayPal balance", true) +
      choice("declined", "A card that will be declined", false) +
      choice("disputed", "A balance whose owner complains to PayPal later", false) +
      choice("pending", "A bank transfer that stays pending and is denied later", false) +
      "</fieldset><button type=\"submit\" name=\"action\" value=\"pay\">Pay " +
      escapeHtml(total(order)) +
      "</button>"
      "<button class=\"plain\" type=\"submit\" name=\"action\" value=\"cancel\">Cancel and return "
      "to the shop</button>"
      "</form></section></div>";
  page.main = std::move(html);
  return page.response();
}

std::string formValue(const NamedTexts& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

Response PayPalApi::approvalPage(const Request& request, std::int64_t nowMs) {
  const auto order = objects_.find("paypal_order", request.queryValue("token").value_or(""));
  if (!order) {
    return notice(404, "Things don't appear to be working", "This payment does not exist.", "");
  }
  const std::string_view returnUrl = (*order)["_experience"]["return_url"].asString();
  const std::string_view cancelUrl = (*order)["_experience"]["cancel_url"].asString();
  const std::string token = "token=" + std::string((*order)["id"].asString());
  const std::string back =
      returnUrl.empty() ? "" : withQuery(returnUrl, token + "&PayerID=QYR5Z8XDVJNXQ");
  const std::string_view status = (*order)["status"].asString();
  if (status == "COMPLETED") {
    return notice(200, "You have paid already", "This payment is complete.", back);
  }
  if (request.method != "POST") return form(*order, returnUrl, cancelUrl);
  const NamedTexts pairs = parseQuery(request.body);
  if (formValue(pairs, "action") == "cancel") {
    if (cancelUrl.empty()) return notice(200, "Payment cancelled", "Nothing was charged.", "");
    return Response::seeOther(withQuery(cancelUrl, token));
  }
  const std::string instrument = formValue(pairs, "instrument");
  const bool isKnown =
      instrument == "declined" || instrument == "pending" || instrument == "disputed";
  // A second submit of the same choice changes nothing and is sent on.
  const std::string chosen = isKnown ? instrument : "ok";
  if (status != "APPROVED" || (*order)["_instrument"].asString() != chosen) {
    approve(*order, chosen, nowMs);
  }
  if (back.empty()) return notice(200, "Payment approved", "You can close this page.", "");
  return Response::seeOther(back);
}

}  // namespace vitrine::services
