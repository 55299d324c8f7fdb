// SPDX-License-Identifier: MIT
#include "engine/groq/geo.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numbers>
#include <string_view>
#include <utility>

namespace vitrine::groq {
namespace {

using Line = Geometry::Line;
using Polygon = Geometry::Polygon;

struct Segment {
  Position from;
  Position to;
};

// Twice the area of the triangle: above 0 when `c` lies to the left of the way from `a` to `b`.
double turn(const Position& a, const Position& b, const Position& c) {
  return (b.longitude - a.longitude) * (c.latitude - a.latitude) -
         (b.latitude - a.latitude) * (c.longitude - a.longitude);
}

bool isBetween(double value, double a, double b) {
  return value >= std::min(a, b) && value <= std::max(a, b);
}

bool isOn(const Position& point, const Segment& segment) {
  return turn(segment.from, segment.to, point) == 0 &&
         isBetween(point.longitude, segment.from.longitude, segment.to.longitude) &&
         isBetween(point.latitude, segment.from.latitude, segment.to.latitude);
}

bool cross(const Segment& a, const Segment& b) {
  const auto areApart = [](double left, double right) {
    return (left > 0 && right < 0) || (left < 0 && right > 0);
  };
  if (areApart(turn(a.from, a.to, b.from), turn(a.from, a.to, b.to)) &&
      areApart(turn(b.from, b.to, a.from), turn(b.from, b.to, a.to))) {
    return true;
  }
  return isOn(a.from, b) || isOn(a.to, b) || isOn(b.from, a) || isOn(b.to, a);
}

template <typename Visit>
void forEachSegment(const Line& line, const Visit& visit) {
  for (std::size_t i = 1; i < line.size(); ++i) visit(Segment{line[i - 1], line[i]});
}

template <typename Visit>
void forEachSegment(const Geometry& geometry, const Visit& visit) {
  for (const Line& line : geometry.lines) forEachSegment(line, visit);
  for (const Polygon& polygon : geometry.polygons) {
    for (const Line& ring : polygon) forEachSegment(ring, visit);
  }
}

bool isOnLine(const Position& point, const Line& line) {
  bool found = false;
  forEachSegment(line, [&](const Segment& segment) { found = found || isOn(point, segment); });
  return found;
}

// Whether a ray to the east crosses the ring an odd number of times.
bool isWithinRing(const Position& point, const Line& ring) {
  bool within = false;
  forEachSegment(ring, [&](const Segment& segment) {
    const bool isAbove = segment.from.latitude > point.latitude;
    if (isAbove == (segment.to.latitude > point.latitude)) return;
    const double side = turn(segment.from, segment.to, point);
    within ^= isAbove ? side < 0 : side > 0;
  });
  return within;
}

bool isInPolygon(const Position& point, const Polygon& polygon) {
  for (const Line& ring : polygon) {
    if (isOnLine(point, ring)) return true;
  }
  if (!isWithinRing(point, polygon.front())) return false;
  return std::none_of(polygon.begin() + 1, polygon.end(),
                      [&](const Line& hole) { return isWithinRing(point, hole); });
}

bool covers(const Geometry& geometry, const Position& point) {
  const auto has = [&](const Polygon& polygon) { return isInPolygon(point, polygon); };
  const auto isThere = [&](const Line& line) { return isOnLine(point, line); };
  return std::ranges::find(geometry.points, point) != geometry.points.end() ||
         std::ranges::any_of(geometry.lines, isThere) ||
         std::ranges::any_of(geometry.polygons, has);
}

// Where on the way along a segment another one is met, from 0 to 1.
void addMeetings(const Segment& segment, const Segment& other, std::vector<double>& meetings) {
  const double from = turn(other.from, other.to, segment.from);
  const double to = turn(other.from, other.to, segment.to);
  if (from != to) {
    const double place = from / (from - to);
    if (place > 0 && place < 1) meetings.push_back(place);
    return;
  }
  // Parallel: where the other one ends.
  const double east = segment.to.longitude - segment.from.longitude;
  const double north = segment.to.latitude - segment.from.latitude;
  for (const Position& end : {other.from, other.to}) {
    const double place = std::fabs(east) > std::fabs(north)
                             ? (end.longitude - segment.from.longitude) / east
                             : (end.latitude - segment.from.latitude) / north;
    if (place > 0 && place < 1) meetings.push_back(place);
  }
}

Position placeOn(const Segment& segment, double place) {
  return {std::lerp(segment.from.longitude, segment.to.longitude, place),
          std::lerp(segment.from.latitude, segment.to.latitude, place)};
}

// Whether all of a segment is covered: its ends, and the middle of each piece into which the borders
// cut it.
bool coversSegment(const Geometry& geometry, const Segment& segment) {
  if (!covers(geometry, segment.from) || !covers(geometry, segment.to)) return false;
  std::vector<double> places = {0, 1};
  forEachSegment(geometry, [&](const Segment& other) { addMeetings(segment, other, places); });
  std::ranges::sort(places);
  for (std::size_t i = 1; i < places.size(); ++i) {
    if (places[i] - places[i - 1] < 1e-9) continue;  // the same meeting, twice
    if (!covers(geometry, placeOn(segment, (places[i - 1] + places[i]) / 2))) return false;
  }
  return true;
}

// Whether a hole of the area is filled by the polygon.
bool fillsAHole(const Polygon& polygon, const Geometry& area) {
  for (const Polygon& each : area.polygons) {
    for (std::size_t i = 1; i < each.size(); ++i) {
      const auto isInside = [&](const Position& corner) {
        const auto isOnRing = [&](const Line& ring) { return isOnLine(corner, ring); };
        return isInPolygon(corner, polygon) && std::ranges::none_of(polygon, isOnRing);
      };
      if (std::ranges::any_of(each[i], isInside)) return true;
    }
  }
  return false;
}

// Every corner and point.
std::vector<Position> positionsOf(const Geometry& geometry) {
  std::vector<Position> positions = geometry.points;
  for (const Line& line : geometry.lines) {
    positions.insert(positions.end(), line.begin(), line.end());
  }
  for (const Polygon& polygon : geometry.polygons) {
    for (const Line& ring : polygon) positions.insert(positions.end(), ring.begin(), ring.end());
  }
  return positions;
}

// A ring goes around an area once: it has three corners and meets itself nowhere else.
bool isRing(const Line& line) {
  if (line.size() < 4 || line.front() != line.back()) return false;
  const std::size_t count = line.size() - 1;
  const auto segment = [&](std::size_t i) { return Segment{line[i], line[i + 1]}; };
  for (std::size_t i = 0; i < count; ++i) {
    if (line[i] == line[i + 1]) return false;
    for (std::size_t j = i + 1; j < count; ++j) {
      const bool areNeighbours = j == i + 1 || (i == 0 && j == count - 1);
      if (!areNeighbours && cross(segment(i), segment(j))) return false;
      // Neighbours share a corner; one must not run back over the other.
      const Position& before = j == i + 1 ? line[i] : line[j];
      const Position& after = j == i + 1 ? line[j + 1] : line[i + 1];
      const Segment back = j == i + 1 ? segment(i) : segment(j);
      const Segment forth = j == i + 1 ? segment(j) : segment(i);
      if (areNeighbours && (isOn(after, back) || isOn(before, forth))) return false;
    }
  }
  return true;
}

std::optional<Position> decodePosition(const Value& value) {
  if (value.items().size() < 2) return std::nullopt;
  const auto longitude = value.items()[0].asDouble();
  const auto latitude = value.items()[1].asDouble();
  const bool isSound = longitude && latitude && std::fabs(*longitude) <= 180 &&
                       std::fabs(*latitude) <= 90;
  if (!isSound) return std::nullopt;
  return Position{*longitude, *latitude};
}

// An array as a list of what each item is.
template <typename T, typename Decode>
std::optional<std::vector<T>> decodeList(const Value& value, const Decode& decode) {
  if (!value.isArray()) return std::nullopt;
  std::vector<T> list;
  for (const Value& item : value.items()) {
    std::optional<T> decoded = decode(item);
    if (!decoded) return std::nullopt;
    list.push_back(std::move(*decoded));
  }
  return list;
}

std::optional<Line> decodeLine(const Value& value) {
  auto line = decodeList<Position>(value, decodePosition);
  if (line && line->size() < 2) return std::nullopt;
  return line;
}

std::optional<Polygon> decodePolygon(const Value& value) {
  auto polygon = decodeList<Line>(value, decodeLine);
  if (!polygon || polygon->empty() || !std::ranges::all_of(*polygon, isRing)) return std::nullopt;
  return polygon;
}

std::optional<Geometry> decodeLatLng(const Value& value) {
  const bool areTwo = !value["lng"].isNull() && !value["lon"].isNull();
  const Value& longitude = value["lng"].isNull() ? value["lon"] : value["lng"];
  const auto position = decodePosition(Array{longitude, value["lat"]});
  if (areTwo || !position) return std::nullopt;
  return Geometry{{*position}, {}, {}};
}

void append(Geometry& geometry, Geometry more) {
  std::ranges::move(more.points, std::back_inserter(geometry.points));
  std::ranges::move(more.lines, std::back_inserter(geometry.lines));
  std::ranges::move(more.polygons, std::back_inserter(geometry.polygons));
}

template <typename T>
std::optional<Geometry> with(std::vector<T> Geometry::* member, std::optional<std::vector<T>> list) {
  if (!list || list->empty()) return std::nullopt;
  Geometry geometry;
  geometry.*member = std::move(*list);
  return geometry;
}

std::optional<Geometry> decodeCollection(const Value& geometries) {
  if (!geometries.isArray()) return std::nullopt;
  Geometry all;
  for (const Value& each : geometries.items()) {
    std::optional<Geometry> geometry = decodeGeometry(each);
    if (!geometry) return std::nullopt;
    append(all, std::move(*geometry));
  }
  return all;
}

}  // namespace

std::optional<Geometry> decodeGeometry(const Value& value) {
  const std::string_view type = value["type"].asString();
  const Value& coordinates = value["coordinates"];
  const auto alone = [&] { return Array{coordinates}; };
  if (type.empty()) return decodeLatLng(value);
  if (type == "GeometryCollection") return decodeCollection(value["geometries"]);
  if (type == "Point") {
    return with(&Geometry::points, decodeList<Position>(alone(), decodePosition));
  }
  if (type == "MultiPoint") {
    return with(&Geometry::points, decodeList<Position>(coordinates, decodePosition));
  }
  if (type == "LineString") return with(&Geometry::lines, decodeList<Line>(alone(), decodeLine));
  if (type == "MultiLineString") {
    return with(&Geometry::lines, decodeList<Line>(coordinates, decodeLine));
  }
  if (type == "Polygon") {
    return with(&Geometry::polygons, decodeList<Polygon>(alone(), decodePolygon));
  }
  if (type == "MultiPolygon") {
    return with(&Geometry::polygons, decodeList<Polygon>(coordinates, decodePolygon));
  }
  return std::nullopt;
}

Value cleanGeometry(const Value& value) {
  if (!decodeGeometry(value)) return {};
  if (value["type"].isNull()) {
    const Value& longitude = value["lng"].isNull() ? value["lon"] : value["lng"];
    return Object{{"type", "Point"}, {"coordinates", Array{longitude, value["lat"]}}};
  }
  const Value& geometries = value["geometries"];
  if (geometries.isArray()) {
    Array clean;
    for (const Value& each : geometries.items()) clean.push_back(cleanGeometry(each));
    return Object{{"type", value["type"]}, {"geometries", std::move(clean)}};
  }
  return Object{{"type", value["type"]}, {"coordinates", value["coordinates"]}};
}

bool contains(const Geometry& area, const Geometry& other) {
  const auto hasPoint = [&](const Position& point) { return covers(area, point); };
  if (!std::ranges::all_of(other.points, hasPoint)) return false;
  bool hasLines = true;
  forEachSegment(other, [&](const Segment& segment) {
    hasLines = hasLines && coversSegment(area, segment);
  });
  if (!hasLines) return false;
  return std::ranges::none_of(other.polygons, [&](const Polygon& polygon) {
    return area.polygons.empty() || fillsAHole(polygon, area);
  });
}

bool intersects(const Geometry& a, const Geometry& b) {
  const auto isInB = [&](const Position& point) { return covers(b, point); };
  const auto isInA = [&](const Position& point) { return covers(a, point); };
  if (std::ranges::any_of(positionsOf(a), isInB)) return true;
  if (std::ranges::any_of(positionsOf(b), isInA)) return true;
  bool meet = false;
  forEachSegment(a, [&](const Segment& one) {
    forEachSegment(b, [&](const Segment& other) { meet = meet || cross(one, other); });
  });
  return meet;
}

std::optional<double> distance(const Geometry& a, const Geometry& b) {
  const auto isPoint = [](const Geometry& geometry) {
    return geometry.points.size() == 1 && geometry.lines.empty() && geometry.polygons.empty();
  };
  if (!isPoint(a) || !isPoint(b)) return std::nullopt;
  constexpr double kRadiusMetres = 6'378'137;
  constexpr double kRadian = std::numbers::pi / 180;
  const Position& from = a.points.front();
  const Position& to = b.points.front();
  const double north = std::sin((to.latitude - from.latitude) * kRadian / 2);
  const double east = std::sin((to.longitude - from.longitude) * kRadian / 2);
  const double chord = north * north + std::cos(from.latitude * kRadian) *
                                           std::cos(to.latitude * kRadian) * east * east;
  return 2 * kRadiusMetres * std::asin(std::min(1.0, std::sqrt(chord)));
}

}  // namespace vitrine::groq
