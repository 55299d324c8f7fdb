// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/order/order.h"
#include "engine/payment/payment.h"
#include "engine/server/respond.h"
#include "engine/server/run.h"

namespace vitrine::server {

// The workflows, as functions from one wait to the next. A function either asks something and names
// the phase that takes the answers, or enters another function, or ends the run. All of them are in
// one table (step.cpp), by the name that a run's `phase` may have.
using Phase = void (*)(Run&);

// Goes on with the function of that name at once.
void enter(Run& run, std::string_view name);

// --- order_access.cpp: reading and writing the one order ----------------------------------------

// Reads the order fresh, keeps it and enters `next`. No such order: 404.
void readOrder(Run& run, std::string_view orderId, std::string_view next);
void orderAsk(Run& run);
void orderRead(Run& run);

// Writes what differs between the kept order and `next`, together with other mutations, all or
// nothing, and only if nobody else wrote; keeps it and enters `then`. If somebody did, the order is
// read fresh and `again` decides anew.
struct OrderWrite {
  Order next;
  Array others;
  std::string_view then;
  std::string_view again;
};
void writeOrder(Run& run, OrderWrite write);
void writeDone(Run& run);

// The end of a run that found no answer: 503, or the reconciler's next order.
void giveUp(Run& run, ErrorCode code, std::string_view message);
// Applies an event that the flow knows to be allowed.
Order moved(Order order, OrderEvent event, std::string_view reason, Timestamp now);

// --- place.cpp ----------------------------------------------------------------------------------
void startPlaceOrder(Run& run);
void placeAsk(Run& run);
void placeRead(Run& run);
void placeCreated(Run& run);
void respondPayable(Run& run, const Order& order, std::string_view redirectUrl);

// The shop's own page of the order: addresses carry the id without its folder.
std::string pageOf(const Run& run, const Order& order);

// --- session.cpp: opening the gateway's page ----------------------------------------------------
void sessionOpen(Run& run);
void sessionOpened(Run& run);
void sessionCheck(Run& run);
void sessionReady(Run& run);
void startPayAgain(Run& run);
void payBegin(Run& run);
void payDecide(Run& run);
void payNext(Run& run);

// --- inspect.cpp: what the gateway says ---------------------------------------------------------
// Reads the gateway's objects behind the order (or the session that a webhook names) and enters
// `next`; then `inspectedFact` has the fact, or nothing when the gateway knows of no such session.
void inspect(Run& run, std::string_view next);
void inspectAsk(Run& run);
void inspectSession(Run& run);
void inspectMoney(Run& run);
bool wasFound(const Run& run);
Result<PaymentFact> inspectedFact(const Run& run);

// --- settle.cpp, capture.cpp, refund.cpp --------------------------------------------------------
void startSettle(Run& run);
void settleFound(Run& run);
void settleInspect(Run& run);
void settleApply(Run& run);
void reserveRead(Run& run);
void returnRead(Run& run);
void followUp(Run& run);
void captureAsk(Run& run);
void captureDone(Run& run);
void startRefund(Run& run);
void refundBegin(Run& run);
void refundAsk(Run& run);
void refundDone(Run& run);
void settleDone(Run& run);
// Notes that money has to go back, once for each captured payment.
Order withRefund(Order order, Refund refund);
bool isMainMoney(const Order& order, std::string_view reference);

// --- close.cpp: cancelling and expiring ---------------------------------------------------------
void startCancel(Run& run);
void closeBegin(Run& run);
void closeDecide(Run& run);
void closeSession(Run& run);
void closeSessionDone(Run& run);
void closeRelease(Run& run);
void closeStock(Run& run);
void closeDone(Run& run);

// --- stock.cpp ----------------------------------------------------------------------------------
void askStock(Run& run, const Order& order);
// Whether its goods are still on the shelf: taken out of the stock, and without a label.
bool isUnsent(const Order& order);
// What puts the order's goods (and its coupon's use) back; documents that are gone are left out.
Array stockReturned(const Order& order, const Answer& stock);
// What takes them again, or nothing when they are not all there.
Result<Array> stockTaken(const Order& order, const Answer& stock);

// --- label.cpp, track.cpp -----------------------------------------------------------------------
void labelBegin(Run& run);
void labelMine(Run& run);
void labelLook(Run& run);
void labelLooked(Run& run);
void labelBought(Run& run);
bool isLabelDue(const Run& run, const Order& order);
void startTrack(Run& run);
void trackFound(Run& run);
void trackNext(Run& run);
void trackApply(Run& run);
void trackAsk(Run& run);
void trackRead(Run& run);
void trackDone(Run& run);
Order withParcels(Order order, Timestamp now);

// --- reconcile.cpp ------------------------------------------------------------------------------
void startReconcile(Run& run);
void reconcileRead(Run& run);
void reconcileNext(Run& run);
void reconcileTask(Run& run);
void finishTask(Run& run, bool done);
std::optional<Timestamp> nextCheck(const Order& order, Timestamp now);

// --- lookup.cpp ---------------------------------------------------------------------------------
void startCoupon(Run& run);
void couponRead(Run& run);
void startViewOrder(Run& run);
void viewOrderRead(Run& run);
void startLookupOrder(Run& run);
void lookupRead(Run& run);
bool isOwner(const Run& run, const Order& order);
Value viewOf(const Run& run, const Order& order);

}  // namespace vitrine::server
