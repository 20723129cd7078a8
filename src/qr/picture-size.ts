/** Width times height as a picture's first bytes tell, so that a small file which grows to gigabytes is never decoded. */

/** Where a format tells how large its picture is. Each answers nothing for what is not of its format. */
type Reader = (view: DataView) => number | undefined;

/** Parts that a file may have before it tells; walking through millions would hold the page. */
const mostParts = 50_000;

/** Counts them, and throws when there are too many. */
function counter(): () => void {
  let parts = 0;
  return () => {
    if (++parts > mostParts) throw new RangeError();
  };
}

const word = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** https://www.w3.org/TR/png-3/#11IHDR */
const png: Reader = (view) => (view.getUint32(0) === 0x89504e47 ? view.getUint32(16) * view.getUint32(20) : undefined);

/** The first frame of a segment SOF, after any of the others: ITU-T T.81, table B.1. */
const jpeg: Reader = (view) => {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  const count = counter();
  for (let at = 2; ; count()) {
    const marker = view.getUint8(at + 1);
    // Any number of 0xff may stand before a marker.
    if (view.getUint8(at) !== 0xff || marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return view.getUint16(at + 5) * view.getUint16(at + 7);
    else at += 2 + view.getUint16(at + 2);
  }
};

/** The canvas, or the first frame where that is larger: browsers draw all of it. */
const gif: Reader = (view) => {
  if (word(view, 0) !== 'GIF8') return undefined;
  const area = view.getUint16(6, true) * view.getUint16(8, true);
  const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colours(view.getUint8(10));
  // Extensions, each with blocks that begin with their length.
  for (const count = counter(); view.getUint8(at) === 0x21; count())
    for (at += 2; view.getUint8(at++); count()) at += view.getUint8(at - 1);
  return view.getUint8(at) === 0x2c
    ? Math.max(area, view.getUint16(at + 5, true) * view.getUint16(at + 7, true))
    : area;
};

/** https://learn.microsoft.com/windows/win32/gdi/bitmap-storage: a negative height is upside down. */
const bmp: Reader = (view) => {
  if (view.getUint16(0) !== 0x424d) return undefined;
  if (view.getUint32(14, true) === 12) return view.getUint16(18, true) * view.getUint16(20, true);
  return Math.abs(view.getInt32(18, true) * view.getInt32(22, true));
};

/** RFC 9649 */
const webp: Reader = (view) => {
  if (word(view, 0) !== 'RIFF' || word(view, 8) !== 'WEBP') return undefined;
  switch (word(view, 12)) {
    case 'VP8X':
      return ((view.getUint32(24, true) & 0xffffff) + 1) * ((view.getUint32(26, true) >>> 8) + 1);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return ((bits & 0x3fff) + 1) * (((bits >> 14) & 0x3fff) + 1);
    }
    default:
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff);
  }
};

/** AVIF and HEIF: the largest `ispe` (ISO/IEC 23008-12, 6.5.3), since tiles have theirs as well as the whole. */
const heif: Reader = (view) => {
  if (word(view, 4) !== 'ftyp') return undefined;
  let largest: number | undefined;
  const count = counter();
  function boxes(start: number, end: number): void {
    for (let at = start; at + 8 <= end; count()) {
      const length = view.getUint32(at);
      const next = length < 8 ? end : at + length;
      const name = word(view, at + 4);
      // A full box has four bytes more before its content.
      if (name === 'meta') boxes(at + 12, next);
      if (name === 'iprp' || name === 'ipco') boxes(at + 8, next);
      if (name === 'ispe') largest = Math.max(largest ?? 0, view.getUint32(at + 12) * view.getUint32(at + 16));
      at = next;
    }
  }
  boxes(0, view.byteLength);
  return largest;
};

/** Pixels of the picture; nothing where the file is of no format that we know, or ends before it tells. */
export function pixelsIn(bytes: ArrayBuffer): number | undefined {
  const view = new DataView(bytes);
  for (const read of [png, jpeg, gif, bmp, webp, heif]) {
    try {
      const pixels = read(view);
      if (pixels !== undefined) return pixels;
    } catch {
      // It ends too soon, or goes on for too long.
    }
  }
  return undefined;
}
