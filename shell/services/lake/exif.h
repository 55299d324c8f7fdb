// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "engine/core/value.h"

namespace vitrine::services {

// What a camera wrote into a picture, as members of the asset's metadata; null where there is none.
struct Exif {
  Value image;     // sanity.imageExifTags: the camera, the resolution, who made it
  Value exif;      // sanity.imageExifMetadata: how it was taken
  Value location;  // geopoint
};

// Reads a block of EXIF: a TIFF file, behind "Exif\0\0" in a JPEG and as it is in a WebP. What is damaged in it, or has no name that is
// known, is left out. The names are those of the npm package exif-reader 1, which are the vendor's.
Exif readExif(std::string_view block);

}  // namespace vitrine::services
