// A picture as a file: an SVG that needs nothing else, or a PNG of it at twice the size.

const PNG_SCALE = 2;
const LONGEST_NAME = 80;

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Words as a file name that Windows takes too. */
export function fileName(words, ending) {
  return `${words.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, LONGEST_NAME)}.${ending}`;
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

/** Save a picture ({ root, width, height } of sheet.js) under `words`, as `svg` or `png`. */
export async function savePicture({ root, width, height }, words, kind) {
  const text = new XMLSerializer().serializeToString(root);
  const blob = kind === "svg"
    ? new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', text], { type: "image/svg+xml" })
    : await toPng({ text, width, height });
  download(blob, fileName(words, kind));
}
