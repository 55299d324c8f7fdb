// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/groq.h"
#include "shell/services/http/message.h"
#include "shell/services/lake/error.h"

namespace vitrine::services {

// The shapes of the Content Lake's refusals: the official client reads its messages from them.

// {"statusCode":401,"error":"Unauthorized","message":"…","errorCode":"SIO-401-ANF"}
Response apiError(int status, std::string_view message, std::string_view errorCode = {});

// {"error":{"type":"…","description":"…"}}
Response requestError(int status, std::string_view type, std::string_view description);

// {"error":{"type":"queryParseError","description","query","start","end"}}
Value queryParseError(std::string_view query, const groq::ParseError& error);

// {"error":{"type":"mutationError","description","items":[{"error":{…},"index":0}]}}
Response mutationError(const LakeError& error);
Response actionError(const LakeError& error);  // the same of an action

// The parameters of a query in an address: `$name=<JSON>`. The refusal is ready to send.
std::expected<Value, Response> readParams(const NamedTexts& query);

// Whether the API version knows releases.
bool knowsReleases(std::string_view version);

// Whether the API version knows actions.
bool knowsActions(std::string_view version);

// The documents that a read sees: what was asked for, or the default of the API version.
std::vector<std::string> perspectiveOf(const Request& request, std::string_view version);

// Whether these are names that a perspective may have, and not too many.
bool isPerspective(const std::vector<std::string>& stack);

}  // namespace vitrine::services
