// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/core/check.h"
#include "engine/sanity/mutation.h"
#include "engine/server/flows.h"

namespace vitrine::server {

void giveUp(Run& run, ErrorCode code, std::string_view message) {
  log(run, "gave_up", Object{{"kind", run.kind},
                             {"phase", run.phase},
                             {"orderId", recall(run, "orderId")},
                             {"code", errorCodeName(code)}});
  if (run.kind == "reconcile") return finishTask(run, false);
  respondLater(run, code, std::string(message));
}

Order moved(Order order, OrderEvent event, std::string_view reason, Timestamp now) {
  Result<Order> next = withEvent(std::move(order), event, reason, now);
  check(next.has_value());
  return std::move(*next);
}

std::string pageOf(const Run& run, const Order& order) {
  constexpr std::string_view kFolder = "order.";
  return run.shop.url + "/orders/" + order.id.text.substr(kFolder.size());
}

void readOrder(Run& run, std::string_view orderId, std::string_view next) {
  run.memory.set("orderId", orderId);
  run.memory.set("goOn", next);
  orderAsk(run);
}

void orderAsk(Run& run) {
  askDocuments(run, "order", {std::string(recall(run, "orderId").asString())});
  run.phase = "order.read";
}

void orderRead(Run& run) {
  const Answer answer = answerTo(run, "order");
  if (!answer.ok) {
    if (retryLater(run, "order.ask")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The order cannot be read now.");
  }
  const Value& document = documentOf(answer, recall(run, "orderId").asString());
  if (document.isNull()) {
    if (run.kind == "reconcile") return finishTask(run, true);
    return respondNotFound(run);
  }
  const Result<Order> order = decodeOrder(document);
  if (!order) {
    log(run, "order_unreadable", Object{{"orderId", document["_id"]},
                                        {"field", order.error().field}});
    return giveUp(run, ErrorCode::kServiceFailed, "The order cannot be read.");
  }
  keepOrder(run, *order);
  enter(run, std::string(recall(run, "goOn").asString()));
}

void writeOrder(Run& run, OrderWrite write) {
  const Order before = keptOrder(run);
  write.next.nextCheckAt = before.nextCheckAt;
  const bool says = !(write.next == before) || !write.others.empty();
  // Only the reconciler writes for the sake of its own index.
  if (!says && run.kind != "reconcile") return enter(run, write.then);
  if (says) write.next.updatedAt = run.now;
  write.next.nextCheckAt = nextCheck(write.next, run.now);
  const Object changed = changedMembers(before, write.next);
  sanity::Patch patch(before.id.text);
  for (const auto& [name, value] : changed) patch.set(name, value);
  if (!write.next.nextCheckAt) patch.unset("nextCheckAt");
  patch.ifRevision(before.revision);
  Array mutations{patch.toMutation()};
  for (Value& other : write.others) mutations.push_back(std::move(other));
  askMutate(run, "write", std::move(mutations), before.id.text.substr(6));
  run.memory.set("next", encodeOrder(write.next));
  run.memory.set("then", write.then);
  run.memory.set("again", write.again);
  run.phase = "write.done";
}

void writeDone(Run& run) {
  const Answer answer = answerTo(run, "write");
  if (answer.ok) {
    run.tries = 0;
    const Value& id = answer.value["transactionId"];
    const Value next = recall(run, "next");
    run.memory.set("order", next.with("_rev", id.isString() ? id : recall(run, "transactionId")));
    run.memory.erase("next");
    return enter(run, std::string(recall(run, "then").asString()));
  }
  // A conflict, or nobody knows: what the document says now decides.
  run.memory.set("goOn", recall(run, "again"));
  if (answer.unknown && retryLater(run, "order.ask")) return;
  giveUp(run, answer.unknown ? ErrorCode::kRevisionConflict : ErrorCode::kServiceFailed,
         "The order could not be written.");
}

}  // namespace vitrine::server
