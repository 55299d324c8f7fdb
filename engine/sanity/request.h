// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/ports/transport.h"

namespace vitrine::sanity {

// Where a dataset answers: `https://<project>.api.sanity.io`, or a lake on this machine.
struct LakeAddress {
  std::string host;
  std::string dataset;
  std::string apiVersion = "2025-02-19";
  std::string token{};  // empty for a public reader
};

// The requests of the Content Lake, complete but for their id. Queries whose URL would reach 11,264
// characters are sent by POST, as the official client does.
Request queryRequest(const LakeAddress& lake, std::string_view query, const Value& params = {});
Request documentsRequest(const LakeAddress& lake, const std::vector<std::string>& ids);
// `body` from transaction(). Answers with the ids, and with the documents when asked.
Request mutateRequest(const LakeAddress& lake, const Value& body, bool returnDocuments = false);

// Percent-encoding of one part of a URL: everything but letters, digits and `-._~`.
std::string encodeUrlPart(std::string_view text);

}  // namespace vitrine::sanity
