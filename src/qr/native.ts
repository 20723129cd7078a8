import { Secret } from '../core/secret.ts';

interface Detector {
  detect(source: ImageBitmapSource): Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

let detector: Promise<Detector | undefined> | undefined;

/** The browser's own reader, where it has one that reads QR: the class alone says nothing (Chromium on Linux). */
async function find(): Promise<Detector | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  try {
    if (!(await BarcodeDetector?.getSupportedFormats())?.includes('qr_code')) return undefined;
    return new BarcodeDetector!({ formats: ['qr_code'] });
  } catch {
    return undefined;
  }
}

/** What the browser itself reads in a picture; empty where it cannot read. Never throws. */
export async function detectNatively(source: ImageBitmapSource): Promise<Secret[]> {
  const found = await (detector ??= find());
  try {
    const codes = (await found?.detect(source)) ?? [];
    return [...new Set(codes.map(({ rawValue }) => rawValue))].filter(Boolean).map((text) => new Secret(text));
  } catch {
    return [];
  }
}
