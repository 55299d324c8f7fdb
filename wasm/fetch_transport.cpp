// SPDX-License-Identifier: MIT
#include <emscripten/fetch.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

#include "wasm/ports.h"

extern "C" void vitrineTransportWake();  // browser_storage.js

namespace vitrine {

// What must live until the answer comes: emscripten_fetch keeps pointers.
struct FetchTransport::Call {
  FetchTransport* owner;  // null once the transport is gone
  Request request;
  std::vector<const char*> headers;
  emscripten_fetch_t* fetch = nullptr;
  std::string body;  // what has come of the answer

  std::size_t mostBytes() const {
    return request.answerBytes > 0 ? request.answerBytes : kMaxAnswerBytes;
  }
};

FetchTransport::~FetchTransport() {
  for (Call* call : calls_) {
    call->owner = nullptr;
    emscripten_fetch_close(call->fetch);
  }
}

void FetchTransport::send(const Request& request) {
  auto call = std::make_unique<Call>(Call{this, request, {}, nullptr, {}});
  call->body.reserve(request.answerBytes);
  for (const auto& [name, value] : call->request.headers) {
    call->headers.push_back(name.c_str());
    call->headers.push_back(value.c_str());
  }
  call->headers.push_back(nullptr);
  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  const std::string& method = call->request.method;
  std::strncpy(attributes.requestMethod, method.c_str(), sizeof attributes.requestMethod - 1);
  attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY | EMSCRIPTEN_FETCH_STREAM_DATA;
  attributes.timeoutMSecs = static_cast<std::uint32_t>(request.timeoutMs);
  attributes.requestHeaders = call->headers.data();
  if (!call->request.body.empty()) {
    attributes.requestData = call->request.body.data();
    attributes.requestDataSize = call->request.body.size();
  }
  attributes.onsuccess = &FetchTransport::onAnswer;
  attributes.onerror = &FetchTransport::onError;
  attributes.onprogress = &FetchTransport::onProgress;
  attributes.userData = call.get();
  Call* kept = call.release();
  calls_.push_back(kept);
  kept->fetch = emscripten_fetch(&attributes, kept->request.url.c_str());
}

void FetchTransport::finish(emscripten_fetch_t* fetch, bool isComplete) {
  const std::unique_ptr<Call> call(static_cast<Call*>(fetch->userData));
  fetch->userData = nullptr;
  if (FetchTransport* owner = call->owner) {
    std::erase(owner->calls_, call.get());
    Response response{.id = call->request.id, .status = fetch->status, .body = {}, .failure = {}};
    if (isComplete) {
      response.body = std::move(call->body);
    } else {
      response.status = 0;
      response.failure = Error{ErrorCode::kTransportUnavailable, "", fetch->statusText};
    }
    owner->responses_.push_back(std::move(response));
    emscripten_fetch_close(fetch);
  }
  vitrineTransportWake();
}

void FetchTransport::onAnswer(emscripten_fetch_t* fetch) {
  if (fetch->userData != nullptr) finish(fetch, true);
}

// Also called for complete answers of status 4xx and 5xx, which are answers like others. With 2xx the
// network was lost in the middle.
void FetchTransport::onError(emscripten_fetch_t* fetch) {
  if (fetch->userData != nullptr) finish(fetch, fetch->status >= 300);
}

void FetchTransport::onProgress(emscripten_fetch_t* fetch) {
  auto* call = static_cast<Call*>(fetch->userData);
  if (call == nullptr) return;
  const auto size = static_cast<std::size_t>(fetch->numBytes);
  if (size > call->mostBytes() - call->body.size()) return finish(fetch, false);
  call->body.append(fetch->data, size);
}

std::vector<Response> FetchTransport::takeResponses() { return std::move(responses_); }

}  // namespace vitrine
