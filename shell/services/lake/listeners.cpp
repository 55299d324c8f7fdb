// SPDX-License-Identifier: MIT
#include "shell/services/lake/listeners.h"

#include <algorithm>

#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

bool matches(const ListenOrder& order, const std::optional<Value>& document, std::int64_t atMs) {
  if (!document) return false;
  const std::string_view id = (*document)["_id"].asString();
  if (order.isPublicReader && !isPublicId(id)) return false;
  if (!order.includesVersions && id.starts_with("versions.")) return false;
  groq::Options options;
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

template <typename Entry>
void dropClosed(std::vector<Entry>& entries) {
  std::erase_if(entries, [](const Entry& entry) { return entry.stream->isClosed(); });
}

}  // namespace

Response Listeners::listen(ListenOrder order) {
  auto stream = std::make_shared<EventStream>();
  Response response = streamResponse(
      stream, eventFrame("", "welcome", Object{{"listenerName", randomAlphanumeric(22)}}));
  const std::scoped_lock lock(mutex_);
  if (isClosed_) stream->close();
  dropClosed(listeners_);
  listeners_.push_back({std::move(stream), std::move(order)});
  return response;
}

Response Listeners::live(bool isPublicReader, std::string_view lastEventId) {
  auto stream = std::make_shared<EventStream>();
  const std::scoped_lock lock(mutex_);
  if (isClosed_) stream->close();
  if (startedMs_ == 0) startedMs_ = nowMs();
  const std::string position = livePositionLocked();
  // Past events are not kept: a reader from elsewhere in the stream has to fetch everything again.
  const bool mustRestart = !lastEventId.empty() && lastEventId != position;
  Response response =
      streamResponse(stream, eventFrame(position, mustRestart ? "restart" : "welcome", Object{}));
  dropClosed(liveReaders_);
  liveReaders_.push_back({std::move(stream), isPublicReader});
  return response;
}

void Listeners::publish(const Commit& commit) {
  const std::scoped_lock lock(mutex_);
  if (startedMs_ == 0) startedMs_ = nowMs();
  dropClosed(listeners_);
  dropClosed(liveReaders_);
  for (const Listener& listener : listeners_) tell(listener, commit);
  const bool isPublic = std::ranges::any_of(
      commit.changes, [](const DocumentChange& change) { return isPublicId(change.id); });
  ++position_;
  const std::string position = livePositionLocked();
  for (const LiveReader& reader : liveReaders_) {
    if (reader.isPublicReader && !isPublic) continue;
    Array tags;
    if (isPublic) tags.emplace_back(kPublicTag);
    if (!reader.isPublicReader) tags.emplace_back(kPrivateTag);
    reader.stream->push(eventFrame(position, "", Object{{"tags", std::move(tags)}}));
  }
}

void Listeners::tell(const Listener& listener, const Commit& commit) {
  struct Told {
    const DocumentChange* change;
    std::string_view transition;
  };
  std::vector<Told> told;
  for (const DocumentChange& change : commit.changes) {
    const bool isBefore = matches(listener.order, change.before, commit.atMs);
    const bool isAfter = matches(listener.order, change.after, commit.atMs);
    if (isBefore || isAfter) told.push_back({&change, transitionOf(isBefore, isAfter)});
  }
  std::int64_t current = 0;
  for (const Told& each : told) {
    const Value event = mutationEvent(listener.order, commit, *each.change, each.transition)
                            .with("transactionTotalEvents", static_cast<std::int64_t>(told.size()))
                            .with("transactionCurrentEvent", current++);
    listener.stream->push(eventFrame(event["eventId"].asString(), "mutation", event));
  }
}

void Listeners::closeAll() {
  const std::scoped_lock lock(mutex_);
  isClosed_ = true;
  for (const Listener& listener : listeners_) listener.stream->close();
  for (const LiveReader& reader : liveReaders_) reader.stream->close();
}

std::string Listeners::livePosition() const {
  const std::scoped_lock lock(mutex_);
  return livePositionLocked();
}

std::string Listeners::livePositionLocked() const {
  return toBase64(std::to_string(startedMs_) + '|' + std::to_string(position_));
}

}  // namespace vitrine::services
