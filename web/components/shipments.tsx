// SPDX-License-Identifier: MIT
import type { OrderView, ShipmentView } from "@vitrine/engine";
import { carrierName, formatDay, formatMoment, shipmentStatusNames } from "@/lib/text";
import { TruckIcon } from "./icons";

export function Shipments({ shipments }: { readonly shipments: OrderView["shipments"] }) {
  return shipments.map((shipment, index) => (
    <Shipment
      key={shipment.trackingNumber || index}
      shipment={shipment}
      title={shipments.length > 1 ? `Parcel ${index + 1} of ${shipments.length}` : "Parcel"}
    />
  ));
}

function Shipment({
  shipment,
  title,
}: {
  readonly shipment: ShipmentView;
  readonly title: string;
}) {
  return (
    <section aria-label={title} className="card p-5 sm:p-7">
      <header className="flex items-start gap-4">
        <span className="grid size-11 shrink-0 place-items-center rounded-full bg-good-soft text-good">
          <TruckIcon />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold">
            {shipmentStatusNames[shipment.status] ?? shipmentStatusNames.unknown}
          </h2>
          <p className="text-sm text-muted">
            {[carrierName(shipment.carrier), shipment.trackingNumber].filter(Boolean).join(" ")}
            {shipment.estimatedDeliveryAt !== null && shipment.status !== "delivered" && (
              <>, expected {formatDay(shipment.estimatedDeliveryAt)}</>
            )}
          </p>
        </div>
      </header>
      {shipment.events.length > 0 && (
        <ol className="mt-6 ml-[1.3rem] space-y-5 border-l border-line pl-7">
          {shipment.events.map((event, index) => (
            <li key={`${event.at} ${index}`} className="relative">
              <span
                aria-hidden="true"
                className={`absolute top-1.5 -left-[2.06rem] size-2.5 rounded-full ${index === 0 ? "bg-good ring-4 ring-good-soft" : "bg-line-strong"}`}
              />
              <p className={index === 0 ? "font-medium" : ""}>{event.description}</p>
              <p className="text-sm text-muted">
                <time dateTime={event.at}>{formatMoment(event.at)}</time>
                {event.location !== "" && <>, {event.location}</>}
              </p>
            </li>
          ))}
        </ol>
      )}
      {shipment.trackingUrl !== "" && (
        <p className="mt-5">
          <a
            href={shipment.trackingUrl}
            rel="noopener noreferrer"
            className="link inline-flex min-h-11 items-center"
          >
            Follow at {carrierName(shipment.carrier) || "the carrier"}
          </a>
        </p>
      )}
    </section>
  );
}
