/** Several pictures in one file, one after the other. */

const text = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** Parts of a file that are looked at; millions would hold the page. */
const mostParts = 200_000;

/** Two images, past their tables of colours, extensions and data: https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
function movesAsGif(view: DataView): boolean {
  const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + colours(view.getUint8(10));
  let images = 0;
  for (let parts = 0; parts < mostParts;) {
    const kind = view.getUint8(at);
    if (kind === 0x2c && ++images > 1) return true;
    if (kind === 0x2c) at += 11 + colours(view.getUint8(at + 9));
    else if (kind === 0x21) at += 2;
    else return false;
    for (; view.getUint8(at++) && parts < mostParts; parts++) at += view.getUint8(at - 1);
  }
  return false;
}

/** `acTL` stands before the data: https://www.w3.org/TR/png-3/#acTL-chunk */
function movesAsPng(view: DataView): boolean {
  for (let at = 8, parts = 0; text(view, at + 4) !== 'IDAT' && parts < mostParts; parts++) {
    if (text(view, at + 4) === 'acTL') return view.getUint32(at + 8) > 1;
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** The type of an animation, by its bytes; nothing for a still picture. */
export function animationIn(bytes: ArrayBuffer): string | undefined {
  const view = new DataView(bytes);
  try {
    switch (text(view, 0)) {
      case 'GIF8':
        return movesAsGif(view) ? 'image/gif' : undefined;
      case '\x89PNG':
        return movesAsPng(view) ? 'image/png' : undefined;
      // RFC 9649: a flag of the extended form.
      case 'RIFF':
        return text(view, 12) === 'VP8X' && view.getUint8(20) & 2 ? 'image/webp' : undefined;
      default:
        return text(view, 4) + text(view, 8) === 'ftypavis' ? 'image/avif' : undefined;
    }
  } catch {
    // It ends too soon.
    return undefined;
  }
}

/**
 * The pictures after the first, each closed after it has been looked at. Fails where the browser does not give them: it has
 * no `ImageDecoder` (https://w3c.github.io/webcodecs/#imagedecoder-interface), or the file is broken.
 */
export async function* laterPictures(data: ArrayBuffer, type: string): AsyncGenerator<ImageBitmap, void> {
  const decoder = new ImageDecoder({ data, type });
  try {
    await decoder.tracks.ready;
    const { frameCount } = decoder.tracks.selectedTrack!;
    // A broken one is left out by some.
    if (frameCount < 2) throw new RangeError();
    for (let frameIndex = 1; frameIndex < frameCount; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      const bitmap = await createImageBitmap(image).finally(() => image.close());
      try {
        yield bitmap;
      } finally {
        bitmap.close();
      }
    }
  } finally {
    decoder.close();
  }
}
