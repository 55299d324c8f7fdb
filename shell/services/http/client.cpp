// SPDX-License-Identifier: MIT
#include "shell/services/http/client.h"

#include <algorithm>

#include "shell/services/http/httplib.h"

namespace vitrine::services {

std::string_view originOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  return url.substr(0, std::min(url.find_first_of("/?#", scheme + 3), url.size()));
}

bool isWebAddress(std::string_view text) {
  if (!text.starts_with("http://") && !text.starts_with("https://")) return false;
  const std::string_view origin = originOf(text);
  const std::string_view host = origin.substr(origin.find("://") + 3);
  if (host.empty() || host.find('@') != std::string_view::npos) return false;
  return std::ranges::none_of(text, [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == '"' || c == '<' || c == '>' || c == '\\';
  });
}

int postJson(const std::string& url, const NamedTexts& headers, const std::string& body) {
  const std::string origin(originOf(url));
  if (!origin.starts_with("http://")) return 0;
  httplib::Client client(origin);
  client.set_connection_timeout(2);
  client.set_read_timeout(15);
  client.set_write_timeout(5);
  client.set_keep_alive(false);
  httplib::Headers sent;
  for (const auto& [name, value] : headers) sent.emplace(name, value);
  std::string path = url.substr(origin.size());
  if (path.empty()) path = "/";
  const auto answer = client.Post(path, sent, body, "application/json");
  return answer ? answer->status : 0;
}

}  // namespace vitrine::services
