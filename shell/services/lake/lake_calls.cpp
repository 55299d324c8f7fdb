// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/core/json.h"
#include "engine/core/utf8.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/actions.h"
#include "shell/services/lake/document.h"
#include "shell/services/lake/lake.h"
#include "shell/services/lake/lake_answer.h"
#include "shell/services/lake/mutation.h"
#include "shell/services/lake/source_map.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostIds = 1'000;
constexpr std::size_t kExportPiece = std::size_t{256} << 10U;

// The ids that a query selects: of documents, or given as strings.
LakeResult<std::vector<std::string>> idsOf(const Draft& draft, std::string_view text,
                                           const Value& params, const groq::Options& options) {
  const auto query = groq::parse(text, params);
  if (!query) return refuse(400, "queryParseError", query.error().message);
  const DocumentView documents(draft.documents(), Audience::kAll);
  const auto result = groq::evaluate(*query, documents, params, options);
  if (!result) return refuse(400, "queryExecutionError", result.error().message);
  std::vector<std::string> ids;
  const auto add = [&ids](const Value& item) {
    const Value& id = item.isString() ? item : item["_id"];
    if (id.isString()) ids.emplace_back(id.asString());
  };
  if (!result->isArray()) add(*result);
  for (const Value& item : result->items()) add(item);
  return ids;
}

// It becomes part of event ids and of headers.
bool isTransactionId(std::string_view id) {
  return id.size() <= 128 && std::ranges::all_of(id, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_' || c == '.' || c == '-';
         });
}

// The one that was sent or a random one; the refusal is ready to send.
std::expected<std::string, Response> transactionIdOf(const Value& body, const Request& request) {
  std::string id = body["transactionId"].asString(request.queryValue("transactionId").value_or(""));
  if (id.empty()) return randomAlphanumeric(22);
  if (isTransactionId(id)) return id;
  return std::unexpected(
      requestError(400, "httpBadRequest",
                   "A transactionId has at most 128 of A-Z, a-z, 0-9, '_', '.' and '-'"));
}

LakeError mayNotWrite() {
  return {403, "insufficientPermissionsError",
          "Insufficient permissions; permission \"create\" required",
          Object{{"permission", "create"}}};
}

std::vector<std::string_view> splitList(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    parts.push_back(list.substr(0, comma));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return parts;
}

// The text of an explanation: a step a line.
std::string linesOf(const Value& steps) {
  std::string lines;
  for (const Value& step : steps.items()) lines += encodeJson(step) + '\n';
  return lines;
}

Value resultOf(const MutationResult& result, bool withId, bool withDocument) {
  Object entry;
  if (withId) entry.set("id", result.id);
  entry.set("operation", result.operation);
  if (withDocument && result.document) entry.set("document", *result.document);
  return entry;
}

}  // namespace

// What the lake's queries have in common, and who asks when.
groq::Options Lake::evaluationAt(std::int64_t ms, bool isPublicReader) {
  groq::Options options;
  options.now = Timestamp{ms};
  options.identity = isPublicReader ? "anonymous" : "local";
  options.projectId = options_.address.project;
  options.dataset = options_.address.dataset;
  options.limits.milliseconds = options_.queryMs;
  options.clock = &clock_;
  return options;
}

SelectIds Lake::selectIds() {
  return [this](const Draft& draft, std::string_view text, const Value& params) {
    return idsOf(draft, text, params, evaluationAt(draft.atMs(), false));
  };
}

Response Lake::query(const Call& call) {
  const Request& request = call.request;
  const bool isPost = request.method == "POST";
  if (!isPost && !request.isRead()) return apiError(405, "Queries are sent with GET or POST");
  auto params = readParams(request.query);
  if (!params) return params.error();
  std::string text(request.queryValue("query").value_or(""));
  if (isPost) {
    const auto body = decodeJson(request.body);
    if (!body) return requestError(400, "httpBadRequest", "The body is not JSON");
    text = (*body)["query"].asString();
    if ((*body)["params"].isObject()) params = (*body)["params"];
  }
  if (text.empty()) return requestError(400, "httpBadRequest", "The query is missing");
  const std::int64_t startedMs = nowMs();
  const auto query = groq::parse(text, *params);
  if (!query) {
    return Response::json(400, Object{{"error", queryParseError(text, query.error())}});
  }
  const std::vector<std::string> perspective = perspectiveOf(request, call.version);
  const bool hasRaw = std::ranges::any_of(
      perspective, [](std::string_view name) { return name == "raw" || name == "unversioned"; });
  if (hasRaw && perspective.size() > 1) {
    return requestError(400, "httpBadRequest", "The perspective raw cannot be combined");
  }
  if (!isPerspective(perspective)) {
    return requestError(400, "httpBadRequest", "The perspective is invalid");
  }
  const View view = dataset_->view(perspective, call.isPublic());
  const groq::Options evaluation = evaluationAt(startedMs, call.isPublic());
  Object answer;
  const std::string_view explain = request.queryValue("explain").value_or("false");
  if (explain == "true" || explain == "only") {
    const auto steps = groq::explain(*query, *view, *params, evaluation);
    if (!steps) return requestError(400, "queryExecutionError", steps.error().message);
    answer.set("explain", linesOf(*steps));
    if (explain == "only") return Response::json(200, Value(std::move(answer)));
  }
  const auto result = groq::evaluate(*query, *view, *params, evaluation);
  if (!result) return requestError(400, "queryExecutionError", result.error().message);
  if (request.queryValue("returnQuery") != "false") answer.set("query", text);
  answer.set("ms", nowMs() - startedMs);
  answer.set("result", *result);
  Array tags{Value(kPublicTag)};
  if (!call.isPublic()) tags.emplace_back(kPrivateTag);
  answer.set("syncTags", std::move(tags));
  const std::string_view sourceMap = request.queryValue("resultSourceMap").value_or("false");
  if (sourceMap != "false") {
    const bool byKey = sourceMap == "withKeyArraySelector";
    answer.set("resultSourceMap",
               sourceMapOf(*result, *view, byKey ? ItemNames::kKey : ItemNames::kPlace));
  }
  return Response::json(200, Value(std::move(answer)));
}

Response Lake::documents(const Call& call) {
  Array found;
  Array omitted;
  const bool isContentWanted = !call.request.queryIsTrue("excludeContent");
  const auto ids = splitList(call.rest);
  if (ids.size() > kMostIds) return requestError(400, "httpBadRequest", "Too many document ids");
  for (const std::string_view id : ids) {
    if (!isDocumentId(id)) {
      return requestError(400, "validationError",
                          "Invalid document ID \"" + std::string(id) + "\"");
    }
    if (call.isPublic() && !isPublicId(id)) {
      omitted.push_back(Object{{"id", id}, {"reason", "permission"}});
      continue;
    }
    if (call.request.queryIsTrue("includeAllVersions") && !call.isPublic()) {
      for (const Value& version : dataset_->versionsOf(id)) found.push_back(version);
      continue;
    }
    const bool isHidden = isVersionId(id) && !knowsReleases(call.version);
    const auto document = isHidden ? std::nullopt : dataset_->document(id);
    if (!document)
      omitted.push_back(Object{{"id", id}, {"reason", "existence"}});
    else if (isContentWanted)
      found.push_back(*document);
  }
  return Response::json(200,
                        Object{{"documents", std::move(found)}, {"omitted", std::move(omitted)}});
}

Response Lake::mutate(const Call& call) {
  const Request& request = call.request;
  if (!call.mayWrite()) return mutationError(mayNotWrite());
  const auto body = decodeJson(request.body);
  if (!body) {
    return requestError(400, "httpBadRequest", "The body cannot be read: " + body.error().message);
  }
  const Value& mutations = (*body)["mutations"];
  if (!mutations.isArray()) {
    return requestError(400, "httpBadRequest", "The body has no array of mutations");
  }
  const auto transactionId = transactionIdOf(*body, request);
  if (!transactionId) return transactionId.error();
  std::vector<MutationResult> results;
  const auto done =
      dataset_->transact(*transactionId, request.queryIsTrue("dryRun"), [&](Draft& draft) {
        const SelectIds select = selectIds();
        auto applied =
            Mutations(draft, select, request.queryIsTrue("autoGenerateArrayKeys")).apply(mutations);
        if (!applied) return LakeResult<void>(std::unexpected(applied.error()));
        results = std::move(*applied);
        return LakeResult<void>();
      });
  if (!done) return mutationError(done.error());
  Array list;
  for (const MutationResult& result : results) {
    list.push_back(
        resultOf(result, request.queryIsTrue("returnIds"), request.queryIsTrue("returnDocuments")));
  }
  return Response::json(200,
                        Object{{"transactionId", *transactionId}, {"results", std::move(list)}});
}

Response Lake::act(const Call& call) {
  if (!call.mayWrite()) return actionError(mayNotWrite());
  const auto body = decodeJson(call.request.body);
  if (!body) {
    return requestError(400, "httpBadRequest", "The body cannot be read: " + body.error().message);
  }
  const Value& actions = (*body)["actions"];
  if (!actions.isArray() || actions.items().empty()) {
    return requestError(400, "httpBadRequest", "The body has no array of actions");
  }
  const auto transactionId = transactionIdOf(*body, call.request);
  if (!transactionId) return transactionId.error();
  const bool generatesKeys = (*body)["autoGenerateArrayKeys"].asBool() == true;
  const auto done = dataset_->transact(
      *transactionId, (*body)["dryRun"].asBool() == true,
      [&](Draft& draft) { return Actions(draft, generatesKeys).apply(actions); });
  if (!done) return actionError(done.error());
  return Response::json(200, Object{{"transactionId", *transactionId}});
}

// A listener with a bad query is answered 200 and then told on the channel, as the vendor does.
Response Lake::listen(const Call& call) {
  const Request& request = call.request;
  const auto refuseOnChannel = [](Value error) {
    return eventResponse(eventFrame("", "channelError", Object{{"error", std::move(error)}}));
  };
  auto params = readParams(request.query);
  if (!params) return params.error();
  const std::string text(request.queryValue("query").value_or(""));
  auto query = groq::parse(text, *params);
  if (!query) return refuseOnChannel(queryParseError(text, query.error()));
  if (!groq::hasTopLevelFilter(*query)) {
    return refuseOnChannel(
        Object{{"type", "listenError"}, {"description", "The query has no filter to listen to"}});
  }
  ListenOrder order{std::move(*query), *params, evaluationAt(0, call.isPublic())};
  // Each is asked about each change before the next is made.
  order.evaluation.limits = {.steps = 100'000, .bytes = 16 << 20U, .milliseconds = 50};
  order.isPublicReader = call.isPublic();
  order.includesResult = request.queryIsTrue("includeResult");
  order.includesPrevious = request.queryIsTrue("includePreviousRevision");
  order.includesMutations = request.queryValue("includeMutations") != "false";
  order.includesVersions = request.queryIsTrue("includeAllVersions");
  std::string key = call.isPublic() ? "public " : "all ";
  key += request.target.substr(request.target.find('?'));
  std::optional<std::string_view> lastEventId;
  const std::string_view last = request.header("last-event-id");
  if (request.queryIsTrue("enableResume") && !last.empty()) lastEventId = last;
  return listeners_.listen(std::move(key), std::move(order), lastEventId);
}

// The documentation calls it includeAllDocuments, the official client includeDrafts.
Response Lake::live(const Call& call) {
  const Request& request = call.request;
  const bool hasDrafts =
      request.queryIsTrue("includeDrafts") || request.queryIsTrue("includeAllDocuments");
  if (hasDrafts && call.isPublic()) return apiError(401, "Live events of drafts need a token");
  return listeners_.live(!hasDrafts, request.header("last-event-id"));
}

Response Lake::upload(const Call& call, Assets::Kind kind) {
  if (call.isPublic()) return apiError(401, "Uploading needs a token");
  if (!call.mayWrite())
    return apiError(403, "Insufficient permissions; permission \"create\" required");
  const Request& request = call.request;
  const std::string type = repairUtf8(request.header("content-type"));
  const auto document = assets_->upload({kind, request.body, request.query, type});
  if (!document) return apiError(400, "Invalid asset: " + document.error());
  Value stored;
  const auto done = dataset_->transact(randomAlphanumeric(22), false, [&](Draft& draft) {
    const SelectIds select = selectIds();
    auto applied =
        Mutations(draft, select, false).apply(Array{Object{{"createIfNotExists", *document}}});
    if (!applied) return LakeResult<void>(std::unexpected(applied.error()));
    stored = applied->front().document.value_or(Value());
    return LakeResult<void>();
  });
  if (!done) return mutationError(done.error());
  return Response::json(200, Object{{"document", stored}});
}

// All documents as lines, or those of the types asked for; written piece by piece.
Response Lake::exportAll(const Call& call) {
  const View view = dataset_->view({"raw"}, call.isPublic());
  std::vector<std::string> types;
  for (const std::string_view type : splitList(call.request.queryValue("types").value_or(""))) {
    types.emplace_back(type);
  }
  const auto isWanted = [types = std::move(types)](const Value& document) {
    return types.empty() || std::ranges::find(types, document["_type"].asString()) != types.end();
  };
  Response response;
  response.contentType = "application/x-ndjson; charset=utf-8";
  response.stream = [view, isWanted, position = std::size_t{0}](const StreamWriter& write) mutable {
    std::string lines;
    for (; position < view->size() && lines.size() < kExportPiece; ++position) {
      if (isWanted(view->at(position))) lines += encodeJson(view->at(position)) + '\n';
    }
    return (lines.empty() || write(lines)) && position < view->size();
  };
  return response;
}

// The webhooks of the project: GET lists them, POST makes one, DELETE …/<id> ends one.
Response Lake::hooks(const Call& call) {
  if (call.dataset != options_.address.project) return apiError(404, "Project not found");
  if (call.isPublic()) return apiError(401, "Unauthorized - Session not found", "SIO-401-ANF");
  if (!call.mayWrite()) return apiError(403, "Insufficient permissions");
  const std::string_view method = call.request.method;
  if (method == "GET") return Response::json(200, webhooks_.list());
  if (method == "DELETE") {
    const auto removed = webhooks_.remove(call.rest);
    if (!removed) return apiError(removed.error().status, removed.error().description);
    return Response::json(200, Object{{"id", call.rest}, {"deleted", true}});
  }
  if (method != "POST") return apiError(405, "Webhooks are listed, made and deleted");
  const auto body = decodeJson(call.request.body);
  if (!body) return apiError(400, "The body is not JSON");
  const auto hook = webhooks_.add(body->with("dataset", options_.address.dataset));
  if (!hook) return apiError(hook.error().status, hook.error().description);
  return Response::json(201, *hook);
}

}  // namespace vitrine::services
