#!/usr/bin/env bash
# gcoord shifts the GeoJSON that it is given, and leaves its bounding box where it was.
#
# One would guess: transform() gives a shifted copy, as it does with a pair of numbers, and a bbox that stands in a
#   feature goes along or goes away.
# Instead: with an object, the answer is the very object that was handed in; its coordinates are overwritten, so that a
#   second call from WGS-84 shifts it by as much again, 555 m. The bbox keeps its old numbers, which no longer hold the shape.
# Versions: npm gcoord 1.0.7.
# Why it matters here: boundaries are loaded once and drawn on several Chinese base maps; each redraw moves the counties
#   half a kilometre further, and a test with bbox drops shapes at its edge.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >npm.log
npm install --no-audit --no-fund --loglevel=error gcoord@1.0.7 >>npm.log 2>&1
cat >look.js <<'JS'
const gcoord = require("gcoord");
const fs = require("fs");
const version = JSON.parse(fs.readFileSync("node_modules/gcoord/package.json")).version;
const pair = [116.4, 39.9];
const moved = gcoord.transform(pair, gcoord.WGS84, gcoord.GCJ02);
const feature = { type: "Feature", bbox: [116.4, 39.9, 116.4, 39.9], properties: {}, geometry: { type: "Point", coordinates: [116.4, 39.9] } };
const metres = ([east, north]) =>
  Math.round(Math.hypot((east - 116.4) * 111320 * Math.cos((39.9 * Math.PI) / 180), (north - 39.9) * 110950));
const once = gcoord.transform(feature, gcoord.WGS84, gcoord.GCJ02);
const first = metres(feature.geometry.coordinates);
gcoord.transform(feature, gcoord.WGS84, gcoord.GCJ02);
const second = metres(feature.geometry.coordinates);
const seen = { pairKept: metres(pair) === 0 && moved !== pair, sameObject: once === feature, first, second, bbox: feature.bbox };
const stated = { pairKept: true, sameObject: true, first: 555, second: 1111, bbox: [116.4, 39.9, 116.4, 39.9] };
console.log("gcoord", version, JSON.stringify(seen));
if (JSON.stringify(seen) !== JSON.stringify(stated)) { console.error("The behaviour changed"); process.exit(1); }
JS
node look.js
