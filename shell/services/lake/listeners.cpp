// SPDX-License-Identifier: MIT
#include "shell/services/lake/listeners.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/document.h"
#include "shell/services/lake/lake_answer.h"

namespace vitrine::services {
namespace {

using Frame = EventStream::Frame;

bool matches(const ListenOrder& order, const std::optional<Value>& document, std::int64_t atMs) {
  if (!document) return false;
  const std::string_view id = (*document)["_id"].asString();
  if (order.isPublicReader && !isPublicId(id)) return false;
  if (!order.includesVersions && id.starts_with("versions.")) return false;
  groq::Options options = order.evaluation;
  options.now = Timestamp{atMs};
  return groq::matchesFilter(order.query, *document, order.params, options).value_or(false);
}

std::string_view transitionOf(bool isBefore, bool isAfter) {
  if (isBefore && isAfter) return "update";
  return isAfter ? "appear" : "disappear";
}

Value mutationEvent(const ListenOrder& order, const Commit& commit, const DocumentChange& change,
                    std::string_view transition) {
  Object event{{"eventId", commit.transactionId + '#' + change.id},
               {"documentId", change.id},
               {"transactionId", commit.transactionId},
               {"transition", transition},
               {"identity", "local"},
               {"mutations", order.includesMutations ? Value(change.mutations) : Value(Array{})}};
  if (order.includesResult && transition != "disappear") event.set("result", *change.after);
  if (order.includesPrevious) event.set("previous", change.before.value_or(Value()));
  if (change.before) event.set("previousRev", (*change.before)["_rev"]);
  if (change.after) event.set("resultRev", commit.transactionId);
  event.set("timestamp", Timestamp{commit.atMs}.toIso());
  event.set("visibility", "query");
  return event;
}

// Tells a listener of a commit, an event for each document, until it answers false.
using Tell = std::function<bool(std::string_view documentId, std::string text)>;

void tellEvents(const ListenOrder& order, const Commit& commit, const Tell& tell) {
  std::vector<std::pair<const DocumentChange*, std::string_view>> seen;
  for (const DocumentChange& change : commit.changes) {
    const bool isBefore = matches(order, change.before, commit.atMs);
    const bool isAfter = matches(order, change.after, commit.atMs);
    if (isBefore || isAfter) seen.emplace_back(&change, transitionOf(isBefore, isAfter));
  }
  std::int64_t current = 0;
  for (const auto& [change, transition] : seen) {
    const Value event =
        mutationEvent(order, commit, *change, transition)
            .with("transactionTotalEvents", static_cast<std::int64_t>(seen.size()))
            .with("transactionCurrentEvent", current++);
    if (!tell(change->id, eventFrame(event["eventId"].asString(), "mutation", event))) return;
  }
}

// Adds about what a value takes in memory, as if it shared nothing. What is too much to remember is
// not walked to its end.
void addBytes(const Value& value, std::size_t& bytes) {
  bytes += sizeof(Value) + value.asString().size();
  for (const Value& item : value.items()) {
    if (bytes > Listeners::kMostRememberedBytes) return;
    addBytes(item, bytes);
  }
  for (const auto& [name, member] : value.members()) {
    if (bytes > Listeners::kMostRememberedBytes) return;
    bytes += sizeof(name) + name.size();
    addBytes(member, bytes);
  }
}

std::size_t bytesOf(const Commit& commit) {
  std::size_t bytes = sizeof(Commit);
  for (const DocumentChange& change : commit.changes) {
    if (bytes > Listeners::kMostRememberedBytes) break;
    bytes += sizeof(DocumentChange) + change.id.size();
    addBytes(Value(change.mutations), bytes);
    if (change.before) addBytes(*change.before, bytes);
    if (change.after) addBytes(*change.after, bytes);
  }
  return bytes;
}

std::string welcome(std::string_view event) {
  return eventFrame("", event, Object{{"listenerName", randomAlphanumeric(22)}});
}

bool isClosed(const std::shared_ptr<EventStream>& stream) { return stream->isClosed(); }

std::string tooMany() {
  return "Max listener limit exceeded at " + std::to_string(Listeners::kMostStreams);
}

// A reader of live events who is refused would ask again each second; one that is sent away looks
// for changes by itself.
Response goAway(std::string_view id) {
  return eventResponse(eventFrame(id, "goaway", Object{{"reason", tooMany()}}));
}

}  // namespace

Listeners::Listeners() : startedMs_(nowMs()) {}

bool Listeners::isFull() {
  std::size_t count = 0;
  for (const auto& channel : channels_) {
    std::erase_if(channel->streams, isClosed);
    count += channel->streams.size();
  }
  std::erase_if(channels_, [](const auto& channel) { return channel->streams.empty(); });
  std::erase_if(liveReaders_, [](const LiveReader& reader) { return reader.stream->isClosed(); });
  return count + liveReaders_.size() >= kMostStreams;
}

Response Listeners::listen(std::string key, ListenOrder order,
                           std::optional<std::string_view> lastEventId) {
  const std::scoped_lock lock(mutex_);
  if (isFull()) return apiError(429, tooMany());
  auto stream = std::make_shared<EventStream>();
  if (!lastEventId) {
    stream->push(frames_.make(welcome("welcome")));
  } else if (!sendMissed(*stream, order, *lastEventId)) {
    stream = std::make_shared<EventStream>();
    stream->push(frames_.make(eventFrame("", "reset", Object{})));
  }
  if (isClosed_) stream->close();
  auto channel = std::ranges::find(channels_, key, [](const auto& each) { return each->key; });
  if (channel == channels_.end()) {
    channels_.push_back(std::make_unique<Channel>(Channel{std::move(key), std::move(order), {}}));
    channel = std::prev(channels_.end());
  }
  (*channel)->streams.push_back(stream);
  closeFullest();
  return streamResponse(stream);
}

// Everything after the event; false when it is forgotten, or that is more than a stream holds.
bool Listeners::sendMissed(EventStream& stream, const ListenOrder& order,
                           std::string_view eventId) {
  const std::size_t mark = std::min(eventId.find('#'), eventId.size());
  auto known = std::ranges::find(
      remembered_, eventId.substr(0, mark),
      [](const Remembered& each) -> std::string_view { return each.commit.transactionId; });
  const std::string_view lastId = eventId.substr(std::min(mark + 1, eventId.size()));
  bool isBack = false;
  const auto tell = [&](std::string_view documentId, std::string text) {
    if (!isBack && documentId != lastId) return true;
    if (!isBack) text = welcome("welcomeback");
    isBack = true;
    return stream.push(frames_.make(std::move(text)));
  };
  for (; known != remembered_.end(); ++known) {
    tellEvents(order, known->commit, tell);
    if (!isBack || stream.isClosed()) return false;
  }
  return isBack;
}

Response Listeners::live(bool isPublicReader, std::string_view lastEventId) {
  const std::scoped_lock lock(mutex_);
  if (isFull()) return goAway(eventIdAt(position_));
  const auto stream = std::make_shared<EventStream>();
  const auto position = lastEventId.empty() ? position_ : positionOf(lastEventId);
  const std::int64_t start = position.value_or(position_);
  stream->push(
      frames_.make(eventFrame(eventIdAt(start), position ? "welcome" : "restart", Object{})));
  const std::int64_t oldest = position_ - static_cast<std::int64_t>(remembered_.size());
  for (std::int64_t i = start; i < position_; ++i) {
    const Commit& commit = remembered_[static_cast<std::size_t>(i - oldest)].commit;
    if (const Frame frame = liveFrame(commit, i + 1, isPublicReader)) stream->push(frame);
  }
  if (isClosed_) stream->close();
  liveReaders_.push_back({stream, isPublicReader});
  closeFullest();
  return streamResponse(stream);
}

void Listeners::remember(const Commit& commit) {
  ++position_;
  remembered_.push_back({commit, bytesOf(commit)});
  rememberedChanges_ += commit.changes.size() + 1;
  rememberedBytes_ += remembered_.back().bytes;
  while (rememberedChanges_ > kMostRememberedChanges || rememberedBytes_ > kMostRememberedBytes) {
    forgetOldest();
  }
}

void Listeners::forgetOldest() {
  rememberedChanges_ -= remembered_.front().commit.changes.size() + 1;
  rememberedBytes_ -= remembered_.front().bytes;
  remembered_.pop_front();
}

void Listeners::publish(const Commit& commit) {
  const std::scoped_lock lock(mutex_);
  remember(commit);
  for (const auto& channel : channels_) {
    tellEvents(channel->order, commit, [&](std::string_view, std::string text) {
      Frame frame = frames_.make(std::move(text));
      bool isHeard = false;
      for (const auto& stream : channel->streams) isHeard = stream->push(frame) || isHeard;
      frame.reset();  // what nobody waits for does not count
      closeFullest();
      return isHeard;
    });
  }
  const Frame toPublic = liveFrame(commit, position_, true);
  const Frame toAll = liveFrame(commit, position_, false);
  for (const LiveReader& reader : liveReaders_) {
    const Frame& frame = reader.isPublicReader ? toPublic : toAll;
    if (frame) reader.stream->push(frame);
  }
  closeFullest();
}

// Until what waits is within its bound: a frame is let go of by the last stream that has it.
void Listeners::closeFullest() {
  while (frames_.bytes() > kMostUnreadBytes) {
    EventStream* fullest = nullptr;
    std::size_t most = 0;
    const auto look = [&](EventStream& stream) {
      const std::size_t bytes = stream.unreadBytes();
      if (bytes > most) fullest = &stream;
      most = std::max(most, bytes);
    };
    for (const auto& channel : channels_) {
      for (const auto& stream : channel->streams) look(*stream);
    }
    for (const LiveReader& reader : liveReaders_) look(*reader.stream);
    if (fullest == nullptr) return;
    fullest->close();
  }
}

// None when the reader sees nothing of the commit.
Frame Listeners::liveFrame(const Commit& commit, std::int64_t position, bool isPublicReader) {
  const bool isPublic = std::ranges::any_of(
      commit.changes, [](const DocumentChange& change) { return isPublicId(change.id); });
  if (isPublicReader && !isPublic) return nullptr;
  Array tags;
  if (isPublic) tags.emplace_back(kPublicTag);
  if (!isPublicReader) tags.emplace_back(kPrivateTag);
  return frames_.make(eventFrame(eventIdAt(position), "", Object{{"tags", std::move(tags)}}));
}

void Listeners::closeAll() {
  const std::scoped_lock lock(mutex_);
  isClosed_ = true;
  for (const auto& channel : channels_) {
    for (const auto& stream : channel->streams) stream->close();
  }
  for (const LiveReader& reader : liveReaders_) reader.stream->close();
}

// "<when the service began>|<how many commits since>" in Base64, as the vendor's ids look.
std::string Listeners::eventIdAt(std::int64_t position) const {
  return toBase64(std::to_string(startedMs_) + '|' + std::to_string(position));
}

std::optional<std::int64_t> Listeners::positionOf(std::string_view eventId) const {
  const std::int64_t oldest = position_ - static_cast<std::int64_t>(remembered_.size());
  for (std::int64_t position = position_; position >= oldest; --position) {
    if (eventIdAt(position) == eventId) return position;
  }
  return std::nullopt;
}

}  // namespace vitrine::services
