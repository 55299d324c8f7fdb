// SPDX-License-Identifier: MIT
#include "shell/services/pay/checkout_page.h"

#include <algorithm>

#include "shell/services/http/client.h"
#include "shell/services/http/page.h"
#include "shell/services/pay/stripe_session.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kLongestField = 200;

std::vector<std::string> targetsOf(const Value& session) {
  return {std::string(originOf(session["success_url"].asString())),
          std::string(originOf(session["cancel_url"].asString()))};
}

Response message(std::string_view title, std::string_view text, std::string_view link,
                 std::string_view linkText) {
  Page page{std::string(title), "Card payment", "", {}};
  page.main =
      "<div class=\"panel\"><h1>" + escapeHtml(title) + "</h1><p>" + escapeHtml(text) + "</p>";
  if (!link.empty()) {
    page.main += "<p><a href=\"" + escapeHtml(link) + "\">" + escapeHtml(linkText) + "</a></p>";
  }
  page.main += "</div>";
  return page.response();
}

std::string summary(const Value& session) {
  const std::string_view currency = session["currency"].asString();
  const auto amount = [&](const Value& minor) {
    return formatMoney(minor.asInt64().value_or(0), currency);
  };
  std::string html =
      "<section class=\"panel\" aria-label=\"Order summary\"><h1>Pay your order</h1>"
      "<p class=\"total\">" +
      amount(session["amount_total"]) + "</p><table><tbody>";
  for (const Value& line : session["_lines"].items()) {
    html += "<tr><td>" + escapeHtml(line["description"].asString());
    const std::int64_t quantity = line["quantity"].asInt64().value_or(1);
    if (quantity > 1) html += " <span class=\"quiet\">× " + std::to_string(quantity) + "</span>";
    html += "</td><td>" + amount(line["amount_total"]) + "</td></tr>";
  }
  if (!session["shipping_cost"].isNull()) {
    html += "<tr><td>" + escapeHtml(session["_shippingName"].asString()) + "</td><td>" +
            amount(session["shipping_cost"]["amount_total"]) + "</td></tr>";
  }
  html += "</tbody></table>";
  if (session["cancel_url"].isString()) {
    html += "<p><a href=\"" + escapeHtml(session["cancel_url"].asString()) +
            "\">Back to the shop</a></p>";
  }
  return html + "</section>";
}

// A labelled text field; the error belongs to it when it is the one at fault.
struct Field {
  std::string_view name;
  std::string_view label;
  std::string_view attributes;
  std::string_view value;
  std::string_view error;
};

std::string fieldHtml(const Field& field) {
  const std::string name(field.name);
  std::string html = "<div class=\"field\"><label for=\"" + name + "\">" +
                     std::string(field.label) + "</label><input id=\"" + name + "\" name=\"" +
                     name + "\" required " + std::string(field.attributes) + " value=\"" +
                     escapeHtml(field.value) + "\"";
  if (field.error.empty()) return html + "></div>";
  return html + " aria-invalid=\"true\" aria-describedby=\"" + name +
         "-error\" autofocus><p class=\"error\" id=\"" + name + "-error\">" +
         escapeHtml(field.error) + "</p></div>";
}

constexpr std::string_view kTestCardTable =
    "<details><summary>Test cards</summary><table><tbody>"
    "<tr><td><code>4242 4242 4242 4242</code></td><td>succeeds</td></tr>"
    "<tr><td><code>4000 0025 0000 3155</code></td><td>asks for 3-D Secure</td></tr>"
    "<tr><td><code>4000 0000 0000 0002</code></td><td>is declined</td></tr>"
    "<tr><td><code>4000 0000 0000 9995</code></td><td>insufficient funds</td></tr>"
    "<tr><td><code>4000 0000 0000 0069</code></td><td>expired</td></tr>"
    "<tr><td><code>4000 0000 0000 0127</code></td><td>wrong security code</td></tr>"
    "</tbody></table><p>Any date in the future, any security code.</p></details>";

std::string trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text.substr(0, kLongestField));
}

std::string formValue(const NamedTexts& form, std::string_view name) {
  for (const auto& [key, value] : form) {
    if (key == name) return trimmed(value);
  }
  return {};
}

}  // namespace

CheckoutPage::Typed CheckoutPage::lastFailure(const Value& session) const {
  Typed typed;
  typed.email = session["customer_details"]["email"].asString(session["customer_email"].asString());
  typed.name = session["customer_details"]["name"].asString();
  const auto intent =
      ledger_.objects().find("payment_intent", session["payment_intent"].asString());
  if (intent) typed.message = (*intent)["last_payment_error"]["message"].asString();
  return typed;
}

Response CheckoutPage::show(const Value& session, const Typed& typed) const {
  const auto errorOf = [&](std::string_view field) {
    return typed.field == field ? std::string_view(typed.message) : std::string_view{};
  };
  Page page{"Pay " + formatMoney(session["amount_total"].asInt64().value_or(0),
                                 session["currency"].asString()),
            "Card payment", "", targetsOf(session)};
  std::string form = "<section class=\"panel\"><h2>Card details</h2>";
  if (typed.field.empty() && !typed.message.empty()) {
    form += "<p class=\"alert\" role=\"alert\">" + escapeHtml(typed.message) + "</p>";
  }
  form += "<form method=\"post\" action=\"/c/pay/" + escapeHtml(session["id"].asString()) +
          "\" autocomplete=\"on\" novalidate>";
  form += fieldHtml({"email", "E-mail", "type=\"email\" autocomplete=\"email\" maxlength=\"200\"",
                     typed.email, errorOf("email")});
  form +=
      fieldHtml({"cardNumber", "Card number",
                 "type=\"text\" inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"23\" "
                 "placeholder=\"1234 1234 1234 1234\"",
                 "", errorOf("number")});
  form += "<div class=\"pair\">";
  form += fieldHtml({"cardExpiry", "Expiry (MM / YY)",
                     "type=\"text\" inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\" "
                     "placeholder=\"MM / YY\"",
                     typed.expiry, errorOf("expiry")});
  form += fieldHtml({"cardCvc", "Security code (CVC)",
                     "type=\"text\" inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\" "
                     "placeholder=\"CVC\"",
                     "", errorOf("cvc")});
  form += "</div>";
  form += fieldHtml({"billingName", "Name on card",
                     "type=\"text\" autocomplete=\"cc-name\" maxlength=\"200\"", typed.name,
                     errorOf("name")});
  form +=
      "<button type=\"submit\">Pay " +
      formatMoney(session["amount_total"].asInt64().value_or(0), session["currency"].asString()) +
      "</button></form>";
  form += kTestCardTable;
  page.main = "<div class=\"columns\">" + summary(session) + form + "</section></div>";
  return page.response();
}

Response CheckoutPage::submit(const Value& session, const Request& request, std::int64_t nowMs) {
  const NamedTexts form = parseQuery(request.body);
  Typed typed;
  typed.email = formValue(form, "email");
  typed.name = formValue(form, "billingName");
  typed.expiry = formValue(form, "cardExpiry");
  const CardReading reading =
      readCard({formValue(form, "cardNumber"), typed.expiry, formValue(form, "cardCvc")}, nowMs);
  if (typed.email.find('@') == std::string::npos) {
    typed.field = "email";
    typed.message = "Enter your e-mail address.";
  } else if (reading.mistake) {
    typed.field = reading.mistake->field;
    typed.message = reading.mistake->refusal.message;
  } else if (typed.name.empty()) {
    typed.field = "name";
    typed.message = "Enter the name on the card.";
  }
  if (!typed.field.empty()) return show(session, typed);
  const Attempt attempt =
      ledger_.pay(session, *reading.card, {typed.email, typed.name, "DE"}, nowMs);
  const std::string here = "/c/pay/" + std::string(session["id"].asString());
  if (attempt.outcome == Attempt::Outcome::kNeedsAuthentication) {
    return Response::seeOther(here + "/challenge");
  }
  if (attempt.outcome == Attempt::Outcome::kRefused) return Response::seeOther(here);
  return Response::seeOther(successUrl(session));
}

Response CheckoutPage::challenge(const Value& session, const Request& request, std::int64_t nowMs) {
  const std::string here = "/c/pay/" + std::string(session["id"].asString());
  if (!ledger_.isAuthenticating(session)) return Response::seeOther(here);
  if (request.method == "POST") {
    const bool isPassed = formValue(parseQuery(request.body), "outcome") == "complete";
    const Attempt attempt = ledger_.authenticate(session, isPassed, nowMs);
    const bool isPaid = attempt.outcome == Attempt::Outcome::kPaid;
    return Response::seeOther(isPaid ? successUrl(session) : here);
  }
  Page page{"Confirm your payment", "3-D Secure", "", targetsOf(session)};
  page.main =
      "<div class=\"panel\"><h1>3-D Secure test page</h1><p>Your bank asks you to confirm the "
      "payment of <strong>" +
      formatMoney(session["amount_total"].asInt64().value_or(0), session["currency"].asString()) +
      "</strong>.</p><form method=\"post\" action=\"" + escapeHtml(here) +
      "/challenge\"><button type=\"submit\" name=\"outcome\" value=\"complete\">Complete "
      "authentication</button><button class=\"plain\" type=\"submit\" name=\"outcome\" "
      "value=\"fail\">Fail authentication</button></form></div>";
  return page.response();
}

Response CheckoutPage::answer(const Request& request, std::int64_t nowMs) {
  const auto segments = pathSegments(request.path);
  const auto session = segments.size() >= 3 ? ledger_.session(segments[2], nowMs) : std::nullopt;
  if (!session) {
    Response gone =
        message("Payment page not found",
                "This payment page does not exist. Go back to the shop and try again.", "", "");
    gone.status = 404;
    return gone;
  }
  const std::string_view status = (*session)["status"].asString();
  if (status == "complete") {
    if (request.method == "POST") return Response::seeOther(successUrl(*session));
    return message("You have paid already", "This payment is complete.", successUrl(*session),
                   "Go to your order");
  }
  if (status == "expired") {
    return message("This payment page has expired", "Nothing was charged.",
                   (*session)["cancel_url"].asString(), "Back to the shop");
  }
  if (segments.size() == 4 && segments[3] == "challenge")
    return challenge(*session, request, nowMs);
  if (request.method == "POST") return submit(*session, request, nowMs);
  return show(*session, lastFailure(*session));
}

}  // namespace vitrine::services
