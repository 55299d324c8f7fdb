// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

// Shapes by name, in degrees east and north: a square of ten by ten with a hole in its middle, and
// what lies in, on and beside it.
std::string with(std::string_view query) {
  static const Value shapes = json(R"({
    "square": {"type": "Polygon", "coordinates": [
      [[0,0],[10,0],[10,10],[0,10],[0,0]], [[4,4],[6,4],[6,6],[4,6],[4,4]]]},
    "small": {"type": "Polygon", "coordinates": [[[1,1],[3,1],[3,3],[1,3],[1,1]]]},
    "aroundTheHole": {"type": "Polygon", "coordinates": [[[3,3],[7,3],[7,7],[3,7],[3,3]]]},
    "half": {"type": "Polygon", "coordinates": [[[8,2],[12,2],[12,4],[8,4],[8,2]]]},
    "two": {"type": "MultiPolygon", "coordinates": [
      [[[0,0],[5,0],[5,10],[0,10],[0,0]]], [[[5,0],[10,0],[10,10],[5,10],[5,0]]]]},
    "inside": {"lat": 2, "lng": 2}, "border": {"lat": 10, "lng": 3},
    "inHole": {"lat": 5, "lng": 5}, "outside": {"lat": 2, "lng": 11},
    "line": {"type": "LineString", "coordinates": [[1,5],[3,5]]},
    "throughTheHole": {"type": "LineString", "coordinates": [[1,5],[9,5]]},
    "alongTheBorder": {"type": "LineString", "coordinates": [[0,1],[0,9]]},
    "acrossBoth": {"type": "LineString", "coordinates": [[1,2],[9,2]]},
    "farLine": {"type": "MultiLineString", "coordinates": [[[20,20],[30,30]]]},
    "points": {"type": "MultiPoint", "coordinates": [[1,1],[9,9]]}
  })");
  return run(query, shapes);
}

TEST(GroqGeoTest, AnAreaContainsWhatLiesInItWithItsBorders) {
  EXPECT_EQ(with("geo::contains($square, $inside)"), "true");
  EXPECT_EQ(with("geo::contains($square, $border)"), "true");
  EXPECT_EQ(with("geo::contains($square, $inHole)"), "false");
  EXPECT_EQ(with("geo::contains($square, $outside)"), "false");
  EXPECT_EQ(with("geo::contains($square, $points)"), "true");
  EXPECT_EQ(with("geo::contains($square, $line)"), "true");
  EXPECT_EQ(with("geo::contains($square, $throughTheHole)"), "false");
  EXPECT_EQ(with("geo::contains($square, $alongTheBorder)"), "true");
  EXPECT_EQ(with("geo::contains($square, $small)"), "true");
  EXPECT_EQ(with("geo::contains($square, $aroundTheHole)"), "false");
  EXPECT_EQ(with("geo::contains($square, $half)"), "false");
  EXPECT_EQ(with("geo::contains($square, $square)"), "true");
  EXPECT_EQ(with("geo::contains($two, $acrossBoth)"), "true");
  EXPECT_EQ(with("geo::contains($line, $small)"), "false");
}

TEST(GroqGeoTest, ShapesIntersectThatShareAPoint) {
  EXPECT_EQ(with("geo::intersects($square, $half)"), "true");
  EXPECT_EQ(with("geo::intersects($half, $square)"), "true");
  EXPECT_EQ(with("geo::intersects($square, $throughTheHole)"), "true");
  EXPECT_EQ(with("geo::intersects($square, $alongTheBorder)"), "true");
  EXPECT_EQ(with("geo::intersects($square, $inHole)"), "false");
  EXPECT_EQ(with("geo::intersects($square, $small)"), "true");
  EXPECT_EQ(with("geo::intersects($small, $square)"), "true");
  EXPECT_EQ(with("geo::intersects($square, $farLine)"), "false");
  EXPECT_EQ(with("geo::intersects($line, $throughTheHole)"), "true");
}

TEST(GroqGeoTest, DistanceIsOfTwoPointsInMetres) {
  // A quarter of the equator of WGS 84.
  EXPECT_EQ(with("round(geo::distance({'lat': 0, 'lng': 0}, {'lat': 0, 'lon': 90}))"), "10018754");
  EXPECT_EQ(with("geo::distance($inside, $inside)"), "0");
  EXPECT_EQ(with("geo::distance($inside, $square)"), "null");
}

TEST(GroqGeoTest, GeoAnswersGeoJsonWithoutOtherMembers) {
  EXPECT_EQ(run("geo({'lat': 1, 'lng': 2, 'zoom': 3})"),
            R"({"type":"Point","coordinates":[2,1]})");
  EXPECT_EQ(run("geo(geo({'type': 'MultiPoint', 'coordinates': [[1, 2]], 'a': 1}))"),
            R"({"type":"MultiPoint","coordinates":[[1,2]]})");
  EXPECT_EQ(run("geo({'type': 'GeometryCollection', 'geometries': [{'lat': 1, 'lng': 2}]})"),
            R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[2,1]}]})");
  EXPECT_EQ(run("geo::latLng(1, 2)"), R"({"type":"Point","coordinates":[2,1]})");
}

TEST(GroqGeoTest, WhatIsNoGeometryIsNull) {
  for (const char* shape :
       {"null", "1", "{}", "{'lat': 91, 'lng': 0}", "{'lat': 0, 'lng': 181}",
        "{'lat': 1, 'lng': 2, 'lon': 2}", "{'type': 'Point', 'coordinates': [1]}",
        "{'type': 'Circle', 'coordinates': [1, 2]}",
        "{'type': 'LineString', 'coordinates': [[1, 2]]}",
        "{'type': 'Polygon', 'coordinates': []}",
        "{'type': 'Polygon', 'coordinates': [[[0,0],[1,0],[1,1],[0,1]]]}",            // open
        "{'type': 'Polygon', 'coordinates': [[[0,0],[1,0],[0,0]]]}",                  // no area
        "{'type': 'Polygon', 'coordinates': [[[0,0],[1,1],[1,0],[0,1],[0,0]]]}",      // a bow tie
        "{'type': 'Polygon', 'coordinates': [[[0,0],[2,0],[1,0],[1,1],[0,0]]]}"}) {  // runs back
    EXPECT_EQ(run("geo(" + std::string(shape) + ")"), "null") << shape;
  }
  EXPECT_EQ(run("geo::contains(null, {'lat': 1, 'lng': 2})"), "null");
  EXPECT_EQ(run("geo::intersects({'lat': 1, 'lng': 2}, 1)"), "null");
}

TEST(GroqGeoTest, AShapeOfTenThousandCornersIsTooMuchToCompare) {
  // Of 32,768 the pairs are a power of two, which is 0 in 32 bits.
  for (const int corners : {10'000, 32'768}) {
    Array line;
    for (int i = 0; i < corners; ++i) line.push_back(Array{Value(i / 1'000.0), Value(0)});
    const Value params = Object{{"line", Object{{"type", "LineString"}, {"coordinates", line}}}};
    EXPECT_EQ(run("geo::intersects($line, $line)", params), "error: steps");
    EXPECT_EQ(run("count(geo($line).coordinates)", params), std::to_string(corners));
  }
}

}  // namespace
}  // namespace vitrine::groq
