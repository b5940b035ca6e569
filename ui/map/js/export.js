// The map as a file: an SVG that needs nothing else, or a PNG of it at twice the size.

import { freeze } from "./freeze.js";
import { compose } from "./picture.js";

const PNG_SCALE = 2;

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function fileName(view, ending) {
  const words = (view.text.file || view.text.title || "map").replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80);
  return `${words}.${ending}`;
}

/** The picture as SVG text, with its width and height. */
export function picture(board) {
  const frozen = freeze(board);
  const { root, width, height } = compose(board, frozen);
  return { text: new XMLSerializer().serializeToString(root), width, height };
}

async function toPng({ text, width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Save what is on the stage now, as `svg` or `png`. */
export async function save(board, kind) {
  if (!board.layer) return;
  const drawn = picture(board);
  const blob = kind === "svg"
    ? new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', drawn.text], { type: "image/svg+xml" })
    : await toPng(drawn);
  download(blob, fileName(board.view, kind));
}
