/** A picture as the decoder sees it: one byte of brightness a pixel, row by row. */
export interface Gray {
  width: number;
  height: number;
  luma: Uint8Array;
}

/** From RGBA rows, on a paper that shows where they are transparent. */
export function toGray(data: Uint8ClampedArray, width: number, height: number, paper = 255): Gray {
  const gray: Gray = { width, height, luma: new Uint8Array(width * height) };
  for (let at = 0, from = 0; at < gray.luma.length; at++, from += 4) {
    const alpha = data[from + 3]!;
    // ITU-R BT.601, in 256ths.
    const light = (data[from]! * 77 + data[from + 1]! * 150 + data[from + 2]! * 29) >> 8;
    gray.luma[at] = alpha === 255 ? light : paper + (((light - paper) * alpha) >> 8);
  }
  return gray;
}
