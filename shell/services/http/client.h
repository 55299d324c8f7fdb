// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "shell/services/http/message.h"

namespace vitrine::services {

// Posts JSON to "http://host:port/path" and answers the status, or 0 when nobody answered in time.
// Only plain http: the services talk to a shop on this machine.
int postJson(const std::string& url, const NamedTexts& headers, const std::string& body);

// "http://127.0.0.1:3000/a/b" to its origin "http://127.0.0.1:3000".
std::string_view originOf(std::string_view url);

// Whether the text is an absolute http or https address without user information.
bool isWebAddress(std::string_view text);

}  // namespace vitrine::services
