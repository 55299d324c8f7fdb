// SPDX-License-Identifier: MIT
#include "engine/sanity/answer.h"

namespace vitrine::sanity {
namespace {

constexpr std::string_view kRevision = "documentRevisionIDDoesNotMatchError";
constexpr std::string_view kExists = "documentAlreadyExistsError";
constexpr std::string_view kNotFound = "documentNotFoundError";
constexpr std::string_view kForbidden = "insufficientPermissionsError";
constexpr std::string_view kParse = "queryParseError";

// A mutation error lists the error of each mutation; the first one says what went wrong.
const Value& decisiveError(const Value& body) {
  const Value& error = body["error"];
  const Value& first = error["items"][0]["error"];
  return first.isObject() ? first : error;
}

bool mentions(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

// The vendor documents neither the type of every conflict nor its text for good, so a conflict is
// recognised by either.
bool isRevisionConflict(std::string_view type, std::string_view message) {
  return type == kRevision || mentions(message, "unexpected revision ID") ||
         mentions(message, "ifRevisionID");
}

ErrorCode codeOf(int status, std::string_view type, std::string_view message) {
  if (status == 429) return ErrorCode::kRateLimited;
  if (status == 401 || status == 403 || type == kForbidden) return ErrorCode::kNotAuthorised;
  if (status == 413 || status == 414) return ErrorCode::kTooLarge;
  if (status >= 500 || status < 400) return ErrorCode::kServiceFailed;
  if (isRevisionConflict(type, message)) return ErrorCode::kRevisionConflict;
  if (type == kExists || mentions(message, "already exists") ||
      mentions(message, "already been used")) {
    return ErrorCode::kIdempotencyKeyReused;
  }
  if (type == kParse) return ErrorCode::kQuerySyntax;
  if (status == 408) return ErrorCode::kTransportTimeout;
  return ErrorCode::kInvalidValue;
}

std::string fieldOf(const Value& error, std::string_view message) {
  if (error["id"].isString()) return error["id"].asString("");
  if (mentions(message, "ransaction") && !mentions(message, "ocument")) return "transactionId";
  return error["type"].asString() == kNotFound ? "documentId" : "";
}

std::string messageOf(int status, const Value& body, const Value& error) {
  if (error["description"].isString()) return error["description"].asString("");
  if (body["message"].isString()) return body["message"].asString("");
  if (error.isString()) return error.asString("");
  return "the content lake answered with status " + std::to_string(status);
}

bool isSuccess(int status) { return status >= 200 && status < 300; }

std::unexpected<Error> unreadable(const char* what) {
  return fail(ErrorCode::kAnswerUnreadable, what,
              "the content lake's answer lacks what it promises");
}

}  // namespace

Error decodeError(int status, const Value& body) {
  const Value& error = decisiveError(body);
  std::string message = messageOf(status, body, error);
  const ErrorCode code = codeOf(status, error["type"].asString(), message);
  std::string field = fieldOf(error, message);
  return {code, std::move(field), std::move(message)};
}

Result<Value> decodeQuery(int status, const Value& body) {
  if (!isSuccess(status)) return fail(decodeError(status, body));
  const Value* result = body.members().find("result");
  if (result == nullptr) return unreadable("result");
  return *result;
}

Result<Array> decodeDocuments(int status, const Value& body) {
  if (!isSuccess(status)) return fail(decodeError(status, body));
  if (!body["documents"].isArray()) return unreadable("documents");
  Array documents;
  for (const Value& document : body["documents"].items()) {
    if (!document.isNull()) documents.push_back(document);
  }
  return documents;
}

Result<Committed> decodeCommit(int status, const Value& body) {
  if (!isSuccess(status)) return fail(decodeError(status, body));
  if (!body["transactionId"].isString()) return unreadable("transactionId");
  Committed committed{body["transactionId"].asString(""), {}};
  for (const Value& result : body["results"].items()) {
    committed.results.push_back(
        {result["id"].asString(""), result["operation"].asString(""), result["document"]});
  }
  return committed;
}

}  // namespace vitrine::sanity
