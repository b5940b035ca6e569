// A picture as a file: an SVG that needs nothing else, or a PNG of it at twice the size.

import { drawingOf } from "./dom.js";

/**
 * @typedef {object} Picture
 * @property {SVGElement} root
 * @property {number} width
 * @property {number} height
 */

const PNG_SCALE = 2;
const LONGEST_NAME = 80;

/** @param {Blob} blob @param {string} name */
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Words as a file name that Windows takes too. @param {string} words @param {string} ending */
export function fileName(words, ending) {
  return `${words.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, LONGEST_NAME)}.${ending}`;
}

/** @param {string} text @param {Picture} picture @returns {Promise<Blob>} */
async function toPng(text, { width, height }) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * PNG_SCALE;
    canvas.height = height * PNG_SCALE;
    drawingOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
    if (!blob) throw new Error(`the browser makes no picture of ${canvas.width} × ${canvas.height} px`);
    return blob;
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/**
 * Save a picture of sheet.js under `words`, as `svg` or `png`.
 * @param {Picture} picture @param {string} words @param {string} kind
 */
export async function savePicture(picture, words, kind) {
  const text = new XMLSerializer().serializeToString(picture.root);
  const blob = kind === "svg"
    ? new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" })
    : await toPng(text, picture);
  download(blob, fileName(words, kind));
}
