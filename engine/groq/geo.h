// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::groq {

// Degrees.
struct Position {
  double longitude = 0;
  double latitude = 0;

  bool operator==(const Position&) const = default;
};

// A geometry of GeoJSON (RFC 7946). Lines are straight in degrees, as its section 3.1.1 says, so
// nothing is known of the antimeridian and the poles.
struct Geometry {
  using Line = std::vector<Position>;
  using Polygon = std::vector<Line>;  // the outer ring, then holes; rings are closed

  std::vector<Position> points;
  std::vector<Line> lines;
  std::vector<Polygon> polygons;
};

// GeoJSON or {lat, lng} ({lat, lon}) as a geometry. Nothing for anything else: positions out of
// range, lines of one position, rings that are open, touch themselves or have no area.
std::optional<Geometry> decodeGeometry(const Value& value);

// The same as GeoJSON without other members; null for what is no geometry.
Value cleanGeometry(const Value& value);

bool contains(const Geometry& area, const Geometry& other);  // each point of it, borders included
bool intersects(const Geometry& a, const Geometry& b);       // a point of both, borders included

// Metres along a great circle of the sphere whose radius is WGS 84's equatorial one, as the Content
// Lake measures (the suite's figures are the haversine formula's with it). Of two points only.
std::optional<double> distance(const Geometry& a, const Geometry& b);

}  // namespace vitrine::groq
