// SPDX-License-Identifier: MIT
#include "shell/ports/curl_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <utility>

#include "engine/core/check.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxExchanges = 200;
constexpr std::size_t kMaxBodyBytes = std::size_t{64} << 20U;

// Takes one piece of the body; a short count makes curl give the transfer up.
std::size_t takeBody(char* bytes, std::size_t size, std::size_t count, void* target) {
  auto& body = *static_cast<std::string*>(target);
  if (body.size() + size * count > kMaxBodyBytes) return 0;
  body.append(bytes, size * count);
  return size * count;
}

}  // namespace

struct CurlTransport::Transfer {
  Request request;
  std::string url;
  std::string body;
  curl_slist* headers = nullptr;
  CURL* easy = nullptr;

  Transfer() = default;
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;
  ~Transfer() {
    curl_slist_free_all(headers);
    curl_easy_cleanup(easy);
  }
};

CurlTransport::CurlTransport(std::string baseUrl, Clock& clock, std::string cookieFile)
    : baseUrl_(std::move(baseUrl)),
      clock_(clock),
      cookieFile_(std::move(cookieFile)),
      multi_(curl_multi_init()),
      cookies_(curl_share_init()) {
  check(multi_ != nullptr && cookies_ != nullptr);
  curl_share_setopt(cookies_, CURLSHOPT_SHARE, CURL_LOCK_DATA_COOKIE);
}

CurlTransport::~CurlTransport() {
  for (auto& [easy, transfer] : transfers_) curl_multi_remove_handle(multi_, easy);
  transfers_.clear();
  curl_multi_cleanup(multi_);
  curl_share_cleanup(cookies_);
}

void CurlTransport::send(const Request& request) {
  auto transfer = std::make_unique<Transfer>();
  transfer->request = request;
  transfer->url = request.url.starts_with("/") ? baseUrl_ + request.url : request.url;
  CURL* easy = transfer->easy = curl_easy_init();
  check(easy != nullptr);
  for (const auto& [name, value] : request.headers) {
    transfer->headers = curl_slist_append(transfer->headers, (name + ": " + value).c_str());
  }
  // The shop answers state-changing requests of its own pages only; the inspector speaks as one.
  transfer->headers = curl_slist_append(transfer->headers, ("Origin: " + baseUrl_).c_str());
  curl_easy_setopt(easy, CURLOPT_URL, transfer->url.c_str());
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, transfer->request.method.c_str());
  if (!transfer->request.body.empty()) {
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, transfer->request.body.data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(transfer->request.body.size()));
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeoutMs));
  curl_easy_setopt(easy, CURLOPT_SHARE, cookies_);
  curl_easy_setopt(easy, CURLOPT_COOKIEFILE, cookieFile_.c_str());
  if (!cookieFile_.empty()) curl_easy_setopt(easy, CURLOPT_COOKIEJAR, cookieFile_.c_str());
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &takeBody);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer->body);
  check(curl_multi_add_handle(multi_, easy) == CURLM_OK);
  exchanges_.push_front(Exchange{.request = request, .sentAt = clock_.now(), .response = {}});
  if (exchanges_.size() > kMaxExchanges) exchanges_.pop_back();
  transfers_.emplace(easy, std::move(transfer));
}

std::vector<Response> CurlTransport::takeResponses() {
  int running = 0;
  curl_multi_perform(multi_, &running);
  std::vector<Response> responses;
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* easy = message->easy_handle;
    const auto transfer = transfers_.find(easy);
    check(transfer != transfers_.end());
    responses.push_back(finish(*transfer->second, static_cast<int>(message->data.result)));
    curl_multi_remove_handle(multi_, easy);
    transfers_.erase(transfer);
  }
  return responses;
}

Response CurlTransport::finish(Transfer& transfer, int curlCode) {
  Response response{.id = transfer.request.id, .body = {}, .failure = {}};
  if (curlCode == CURLE_OK) {
    long status = 0;
    curl_easy_getinfo(transfer.easy, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.body = std::move(transfer.body);
  } else {
    const bool late = curlCode == CURLE_OPERATION_TIMEDOUT;
    response.failure = Error{
        late ? ErrorCode::kTransportTimeout : ErrorCode::kTransportUnavailable, "",
        transfer.url + ": " + curl_easy_strerror(static_cast<CURLcode>(curlCode))};
  }
  const auto exchange = std::ranges::find_if(exchanges_, [&](const Exchange& candidate) {
    return candidate.request.id == response.id && candidate.tookMs < 0;
  });
  if (exchange != exchanges_.end()) {
    exchange->response = response;
    exchange->tookMs = clock_.now().ms - exchange->sentAt.ms;
  }
  return response;
}

}  // namespace vitrine
