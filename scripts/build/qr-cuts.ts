import type { CutsByFile } from './cut.ts';

/**
 * The decoder of qr as src/qr/decode.ts uses it: brightness is written into it, within its limit; one search for all codes,
 * in turns, in a scanner of its own; and src/qr/text.ts reads what was found. So it needs no reader of texts, formats,
 * pictures of what it saw, and checks of what it is given, and of each find the box around it is asked for alone.
 */
export const qrCuts: CutsByFile = {
  '/qr/decode.js': [
    // Whoever asks looks whether it is an error, never which.
    [/const FAIL = .*?\}\);/s, 'const FAIL = new Error();'],
    [/FAIL\.\w+/g, 'FAIL'],
    // Texts.
    [/const ECI_ENCODINGS = .*?(?=const dist2 )/s, ''],
    [/payload = Payload\.create.*?;/, ''],
    [/decodePayload\(data, dataLen, version\) \{.*?\n {4}\}/s, ''],
    // What goes in.
    ['validateOpts(init);', ''],
    [/const maxPixels = .*?(?=this\.effort = )/s, 'const { maxSize } = init;'],
    [/this\.opts = Object\.freeze\(.*?\}\);/s, 'this.opts = init;'],
    ['new Uint8Array(bytes)', 'new Uint8Array(maxSize.width * maxSize.height)'],
    ['this.input = { data: this.luma, height: 0, width: 0 };', ''],
    [/addImage\(img.*?\n {4}\}/s, ''],
    [/clean\(\) \{.*?\n {4}\}/s, ''],
    [/processImage\(size.*?\n {4}\}/s, 'processImage(size) { this.stage(size); }'],
    [/if \(!this\.staged\)\s+throw [^;]*;/, ''],
    // One search in each scanner, and in turns.
    [/beginOperation\(\) \{.*?\n {4}\}/s, ''],
    [/endOperation\(\) \{.*?\n {4}\}/s, ''],
    [/\n {4}decode\(all.*?\n {4}\}/s, ''],
    [/async decodeAsync\(.*?\n {4}\}/s, 'decodeAsync() { return runDecodeAsync(this.walk(), this.timeLimit); }'],
    ['*walk(cooperative, all)', '*walk()'],
    [/if \(!all\)\s+return results;/, ''],
    ['this.scan(cooperative)', 'this.scan()'],
    ['*scan(cooperative)', '*scan()'],
    [/cooperative \? (\d+) : [\w.]+/g, '$1'],
    [/cooperative && /g, ''],
    [/if \(cooperative\)\s+this/g, 'this'],
    // What comes out.
    [/if \(this\.opts\.imageOnBitmap\).*?;/s, ''],
    [/if \(opts\.imageOnResult\).*?;/s, ''],
    [/const marker = .*?const pad = 1;[^\n]*/s, 'const c = 3.5;'],
    [/tl: marker\(.*?(?=boundingBox: )/s, ''],
    [/const inset = .*?(?=this\.report\()/s, ''],
    [/const reportAligners = .*?(?=this\.report\()/s, ''],
    ['brPoint, aligners, ms', 'brPoint, 0, ms'],
    ['brPoint, reportAligners, ms', 'brPoint, 0, ms'],
  ],
};
