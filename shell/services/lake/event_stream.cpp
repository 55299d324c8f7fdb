// SPDX-License-Identifier: MIT
#include "shell/services/lake/event_stream.h"

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

constexpr const char* kContentType = "text/event-stream; charset=utf-8";
constexpr std::chrono::seconds kKeepAlive{15};
constexpr std::chrono::minutes kLongest{30};
constexpr std::size_t kPiece = std::size_t{64} << 10U;

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
  const std::string data = encodeJson(payload);
  std::string frame;
  frame.reserve(id.size() + event.size() + data.size() + 32);  // no more than it needs
  if (!id.empty()) frame.append("id: ").append(id).append("\n");
  if (!event.empty()) frame.append("event: ").append(event).append("\n");
  return frame.append("data: ").append(data).append("\n\n");
}

bool EventStream::push(Frame frame) {
  const std::scoped_lock lock(mutex_);
  if (isClosed_) return false;
  if (frames_.size() == kMostFrames || bytes_ + frame->size() > kMostBytes) {
    end();
    return false;
  }
  bytes_ += frame->size();
  frames_.push_back(std::move(frame));
  wake_.notify_one();
  return true;
}

void EventStream::close() {
  const std::scoped_lock lock(mutex_);
  end();
}

void EventStream::end() {
  isClosed_ = true;
  frames_.clear();
  bytes_ = 0;
  wake_.notify_one();
}

bool EventStream::isClosed() const {
  const std::scoped_lock lock(mutex_);
  return isClosed_;
}

std::size_t EventStream::unreadBytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

bool EventStream::pump(const StreamWriter& write) {
  std::string piece = ":\n\n";
  {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, kKeepAlive, [this] { return isClosed_ || !frames_.empty(); });
    if (isClosed_) return false;
    if (!frames_.empty()) {
      piece = takePiece();
    } else if (std::chrono::steady_clock::now() - opened_ > kLongest) {
      return false;
    }
  }
  return write(piece);
}

// A copy, so that a reader who does not take it keeps no frame from being let go of.
std::string EventStream::takePiece() {
  const std::string& frame = *frames_.front();
  std::string piece = frame.substr(taken_, kPiece);
  taken_ += piece.size();
  if (taken_ == frame.size()) {
    bytes_ -= taken_;
    taken_ = 0;
    frames_.pop_front();
  }
  return piece;
}

EventStream::Frame Frames::make(std::string text) {
  const auto letGo = [bytes = bytes_](const std::string* frame) {
    *bytes -= frame->size();
    delete frame;
  };
  auto frame = std::make_unique<const std::string>(std::move(text));
  *bytes_ += frame->size();
  return {frame.release(), letGo};
}

Response eventResponse(std::string frame) {
  Response response;
  response.contentType = kContentType;
  response.body = std::move(frame);
  return response;
}

Response streamResponse(const std::shared_ptr<EventStream>& stream) {
  Response response;
  response.contentType = kContentType;
  response.setHeader("Cache-Control", "no-cache, no-transform");
  response.setHeader("X-Accel-Buffering", "no");
  const auto reader = std::make_shared<Reader>(stream);
  response.stream = [reader](const StreamWriter& write) { return reader->stream->pump(write); };
  return response;
}

}  // namespace vitrine::services
