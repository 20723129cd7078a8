const signatures = ['\x89PNG', '\xFF\xD8\xFF', 'GIF8', 'BM'];

/** By its first bytes too, since a dropped file may come without a type. */
export async function isPicture(file: File): Promise<boolean> {
  if (file.type.startsWith('image/')) return true;
  const start = String.fromCharCode(...new Uint8Array(await file.slice(0, 12).arrayBuffer()));
  // RIFF….WEBP and ….ftypheic, ….ftypavif
  return signatures.some((bytes) => start.startsWith(bytes)) || /^RIFF[^]{4}WEBP|^[^]{4}ftyp(he|mif|avi)/.test(start);
}
