// SPDX-License-Identifier: MIT
#include "shell/services/lake/event_stream.h"

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

constexpr std::chrono::seconds kKeepAlive{15};
constexpr std::chrono::minutes kLongest{30};

// Closes the stream when the server lets go of the answer, however that happens.
struct Reader {
  explicit Reader(std::shared_ptr<EventStream> theStream) : stream(std::move(theStream)) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { stream->close(); }

  std::shared_ptr<EventStream> stream;
};

}  // namespace

std::string eventFrame(std::string_view id, std::string_view event, const Value& payload) {
  std::string frame;
  if (!id.empty()) frame += "id: " + std::string(id) + '\n';
  if (!event.empty()) frame += "event: " + std::string(event) + '\n';
  return frame + "data: " + encodeJson(payload) + "\n\n";
}

void EventStream::push(Frame frame) {
  const std::scoped_lock lock(mutex_);
  if (isClosed_) return;
  if (frames_.size() < kMostFrames && bytes_ + frame->size() <= kMostBytes) {
    bytes_ += frame->size();
    frames_.push_back(std::move(frame));
  } else {
    isClosed_ = true;
    frames_.clear();
  }
  wake_.notify_one();
}

void EventStream::close() {
  const std::scoped_lock lock(mutex_);
  isClosed_ = true;
  wake_.notify_one();
}

bool EventStream::isClosed() const {
  const std::scoped_lock lock(mutex_);
  return isClosed_;
}

bool EventStream::pump(const StreamWriter& write) {
  std::string pending;
  bool isOver = false;
  {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, kKeepAlive, [this] { return isClosed_ || !frames_.empty(); });
    for (const Frame& frame : frames_) pending += *frame;
    frames_.clear();
    bytes_ = 0;
    isOver = isClosed_ || std::chrono::steady_clock::now() - opened_ > kLongest;
    if (isOver && pending.empty()) return false;
  }
  return write(pending.empty() ? ":\n\n" : pending) && !isOver;
}

Response streamResponse(const std::shared_ptr<EventStream>& stream) {
  Response response;
  response.contentType = "text/event-stream; charset=utf-8";
  response.setHeader("Cache-Control", "no-cache, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  const auto reader = std::make_shared<Reader>(stream);
  response.stream = [reader](const StreamWriter& write) { return reader->stream->pump(write); };
  return response;
}

}  // namespace vitrine::services
