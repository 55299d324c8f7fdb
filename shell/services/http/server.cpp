// SPDX-License-Identifier: MIT
#include "shell/services/http/server.h"

#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "engine/core/json.h"
#include "engine/core/utf8.h"
#include "shell/services/clock.h"
#include "shell/services/http/connection_threads.h"
#include "shell/services/http/httplib.h"
#include "shell/services/http/request_log.h"

namespace vitrine::services {
namespace {

// The library matches routes with std::regex, which recurses per character: longer paths are
// refused before it sees them.
constexpr std::size_t kLongestPath = 4'096;
constexpr std::int64_t kLongestBodyMs = 30'000;

bool isLoopbackHost(std::string_view host) {
  if (host.starts_with("[::1]")) return true;
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "127.0.0.1" || name == "localhost" || name.ends_with(".localhost");
}

// A page of another site may send simple requests to loopback: it names itself in Origin.
bool isLoopbackRequest(const Request& request) {
  if (!isLoopbackHost(request.header("host"))) return false;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return true;
  const std::size_t scheme = origin.find("://");
  return scheme != std::string_view::npos && isLoopbackHost(origin.substr(scheme + 3));
}

Request readRequest(const httplib::Request& from) {
  Request request;
  request.method = from.method;
  request.setTarget(from.target);
  for (const auto& [name, value] : from.headers) request.headers.emplace_back(name, value);
  return request;
}

void writeResponse(Response response, httplib::Response& to) {
  to.status = response.status;
  for (auto& [name, value] : response.headers) to.set_header(name, value);
  if (response.isDropped) to.set_header("X-Vitrine-Drop", "1");
  if (response.stream) {
    to.set_chunked_content_provider(
        response.contentType,
        [stream = std::move(response.stream)](std::size_t, httplib::DataSink& sink) {
          const StreamWriter write = [&sink](std::string_view piece) {
            return sink.write(piece.data(), piece.size());
          };
          if (!stream(write)) sink.done();
          return true;
        });
    return;
  }
  if (response.status == 204 || response.status == 303) return;
  to.set_content(std::move(response.body), response.contentType);
}

}  // namespace

struct Server::Parts {
  Parts(Service& theService, Faults& theFaults) : service(theService), faults(theFaults) {}

  Service& service;
  Faults& faults;
  RequestLog log;
  httplib::Server http;
  int port = 0;
  std::atomic<bool> isStopping = false;

  void configure();
  void serve(const httplib::Request& from, httplib::Response& to,
             const httplib::ContentReader* reader);
  // Reads the body within its limits; an answer when it is refused.
  std::optional<Response> readBody(Request& request, const httplib::Request& from,
                                   const httplib::ContentReader& reader) const;
  Response answer(const Request& request);
  std::optional<Response> control(const Request& request);
  std::optional<Response> faultBefore(const Request& request);
  void pause(std::int64_t ms) const;
};

std::optional<Response> Server::Parts::readBody(Request& request, const httplib::Request& from,
                                                const httplib::ContentReader& reader) const {
  if (request.header("content-type").starts_with("multipart/form-data")) {
    return service.failure(request, 415, "multipart/form-data is not accepted here");
  }
  const std::size_t limit = service.bodyLimit(request);
  bool isTooLarge = from.get_header_value_u64("Content-Length") > limit;
  const std::int64_t startedMs = nowMs();
  bool isTooSlow = false;
  const bool isRead = !isTooLarge && reader([&](const char* bytes, std::size_t count) {
    isTooLarge = request.body.size() + count > limit;
    isTooSlow = nowMs() - startedMs > kLongestBodyMs;
    if (isTooLarge || isTooSlow) return false;
    request.body.append(bytes, count);
    return true;
  });
  if (isTooLarge) return service.failure(request, 413, "The request body is too large");
  if (isTooSlow || !isRead) return service.failure(request, 408, "The request body did not arrive");
  return std::nullopt;
}

void Server::Parts::pause(std::int64_t ms) const {
  const std::int64_t end = nowMs() + ms;
  while (!isStopping && nowMs() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min<std::int64_t>(50, ms)));
  }
}

std::optional<Response> Server::Parts::faultBefore(const Request& request) {
  const std::string_view name = service.name();
  if (const auto slow = faults.take(name, FaultKind::kSlow, request.path)) pause(slow->ms);
  if (const auto failing = faults.take(name, FaultKind::kFail, request.path)) {
    return service.failure(request, failing->status, "The service was told to fail");
  }
  if (faults.take(name, FaultKind::kGarbage, request.path)) {
    return Response::html(200, "<!doctype html><title>Not what you asked for</title>\xC3\x28 {\"");
  }
  return std::nullopt;
}

std::optional<Response> Server::Parts::control(const Request& request) {
  const std::string_view path = request.path;
  if (path != "/health" && path != "/__faults" && path != "/__requests") return std::nullopt;
  if (!isLoopbackRequest(request)) {
    return Response::json(403, Object{{"error", "only for this machine"}});
  }
  if (path == "/health") {
    return Response::json(200, Object{{"ok", true}, {"service", service.name()}});
  }
  if (path == "/__requests") return Response::json(200, log.toJson());
  if (request.method == "DELETE") {
    faults.clear();
    return Response::json(200, faults.toJson());
  }
  if (request.method != "POST") return Response::json(200, faults.toJson());
  const auto body = decodeJson(request.body);
  if (!body) return Response::json(400, Object{{"error", body.error().message}});
  auto fault = Fault::fromJson(*body, service.name());
  if (!fault) {
    return Response::json(422,
                          Object{{"error", fault.error().message}, {"field", fault.error().field}});
  }
  faults.add(std::move(*fault));
  return Response::json(200, faults.toJson());
}

Response Server::Parts::answer(const Request& request) {
  if (auto refused = faultBefore(request)) return std::move(*refused);
  Response response = service.answer(request);
  if (faults.take(service.name(), FaultKind::kDropAfter, request.path)) response.isDropped = true;
  return response;
}

void Server::Parts::serve(const httplib::Request& from, httplib::Response& to,
                          const httplib::ContentReader* reader) {
  const std::int64_t startedMs = nowMs();
  Request request = readRequest(from);
  std::optional<Response> response;
  if (reader != nullptr) response = readBody(request, from, *reader);
  const bool isControl = !response && (response = control(request));
  if (!response) response = answer(request);
  if (!isControl) {
    service.decorate(request, *response);
    log.record(request, *response, startedMs, nowMs() - startedMs);
  }
  writeResponse(std::move(*response), to);
}

void Server::Parts::configure() {
  http.new_task_queue = [] { return new ConnectionThreads; };
  http.set_tcp_nodelay(true);
  http.set_keep_alive_timeout(60);
  http.set_keep_alive_max_count(1'000'000);
  http.set_read_timeout(10);
  http.set_write_timeout(10);
  // Not SO_REUSEPORT: a taken port must be noticed.
  http.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  http.set_header_writer([](httplib::Stream& stream, httplib::Headers& headers) -> ssize_t {
    if (headers.contains("X-Vitrine-Drop")) return -1;
    return httplib::detail::write_headers(stream, headers);
  });
  http.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
    // A request without a length has no body. The library would wait for one after answering, and
    // take the next request on the connection for it.
    if (!from.has_header("Content-Length") && !from.has_header("Transfer-Encoding")) {
      const_cast<httplib::Request&>(from).headers.emplace("Content-Length", "0");
    }
    if (from.path.size() <= kLongestPath) return httplib::Server::HandlerResponse::Unhandled;
    writeResponse(service.failure(readRequest(from), 414, "The path is too long"), to);
    return httplib::Server::HandlerResponse::Handled;
  });
  http.set_exception_handler(
      [this](const httplib::Request& from, httplib::Response& to, std::exception_ptr) {
        writeResponse(service.failure(readRequest(from), 500, "The service failed"), to);
      });
  http.set_error_handler([this](const httplib::Request& from, httplib::Response& to) {
    if (!to.body.empty()) return httplib::Server::HandlerResponse::Unhandled;
    writeResponse(service.failure(readRequest(from), to.status, "The request cannot be read"), to);
    return httplib::Server::HandlerResponse::Handled;
  });
  const auto plain = [this](const httplib::Request& from, httplib::Response& to) {
    serve(from, to, nullptr);
  };
  const auto withBody = [this](const httplib::Request& from, httplib::Response& to,
                               const httplib::ContentReader& reader) { serve(from, to, &reader); };
  const std::string any = "[^]*";
  http.Get(any, plain).Options(any, plain);
  http.Post(any, withBody).Put(any, withBody).Patch(any, withBody).Delete(any, withBody);
}

Server::Server(Service& service, Faults& faults)
    : parts_(std::make_unique<Parts>(service, faults)) {
  parts_->configure();
}

Server::~Server() = default;

bool Server::bind(int port) {
  const std::string host = "127.0.0.1";
  if (port == 0) {
    parts_->port = parts_->http.bind_to_any_port(host);
    return parts_->port > 0;
  }
  parts_->port = port;
  return parts_->http.bind_to_port(host, port);
}

int Server::port() const { return parts_->port; }

void Server::run() { parts_->http.listen_after_bind(); }

void Server::waitUntilReady() const { parts_->http.wait_until_ready(); }

void Server::stop() {
  parts_->isStopping = true;
  parts_->service.close();
  parts_->http.stop();
}

}  // namespace vitrine::services
