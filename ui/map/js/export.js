// The map as a file: what is on the stage now, with its words around it.

import { savePicture } from "./files.js";
import { freeze } from "./freeze.js";
import { compose } from "./picture.js";

/** @import { Board } from "./board.js" */

/** Save what is on the stage now, as `svg` or `png`. @param {Board} board @param {"svg" | "png"} kind */
export async function save(board, kind) {
  if (!board.layer) return;
  const { text } = board.view;
  await savePicture(compose(board, freeze(board)), text.file || text.title || "map", kind);
}
