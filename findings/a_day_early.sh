#!/usr/bin/env bash
# On a computer set to Chinese time, SheetJS reads every day of a workbook as the evening before.
#
# One would guess: a cell with 2025-03-12 and nothing else, read with cellDates, is midnight of that day on the reader's
#   clock, so getDate() is 12 everywhere, or midnight UTC everywhere.
# Instead: in Asia/Shanghai it is 23:59:17 of 11 March, in Asia/Urumqi 23:59:40; in UTC it is right. What is missing are
#   the seconds of local mean time in 1899, when these zones were not whole minutes off: they enter with the day from
#   which Excel counts. The text of the same cell still says 2025-03-12.
# Versions: npm xlsx 0.18.5.
# Why it matters here: forms that read lists of counties in the browser do it with this package; getMonth() of a first
#   of the month is the month before, and tests on a server that runs in UTC do not see it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >npm.log
npm install --no-audit --no-fund --loglevel=error xlsx@0.18.5 >>npm.log 2>&1
cat >look.js <<'JS'
const XLSX = require("xlsx");
const sheet = XLSX.utils.aoa_to_sheet([[45728]]);
sheet.A1.z = "yyyy-mm-dd";
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "days");
const bytes = XLSX.write(book, { type: "buffer", bookType: "xlsx" });
const { v: day, w: text } = XLSX.read(bytes, { cellDates: true }).Sheets.days.A1;
const two = (number) => String(number).padStart(2, "0");
const clock = [day.getHours(), day.getMinutes(), day.getSeconds()].map(two).join(":");
const seen = `${day.getMonth() + 1}-${day.getDate()} ${clock}`;
console.log("xlsx", XLSX.version, process.env.TZ, seen, "text:", text);
if (seen !== process.env.STATED || text !== "2025-03-12") { console.error("The behaviour changed"); process.exit(1); }
JS
TZ=UTC STATED="3-12 00:00:00" node look.js
TZ=Asia/Shanghai STATED="3-11 23:59:17" node look.js
TZ=Asia/Urumqi STATED="3-11 23:59:40" node look.js
