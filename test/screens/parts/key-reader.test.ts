import '../../support/quiet-lit.ts';
import '../../../src/screens/define/key-reader.ts';
import type { KeySourcesEvent, MfaKeyReader } from '../../../src/screens/parts/key-reader.ts';
import { Secret } from '../../../src/core/secret.ts';
import { encodeQr } from '../../../src/qr/encode.ts';
import { canary } from '../../flows/samples.ts';
import { deepEqual, equal, lacks, match, ok } from '../../support/expect.ts';
import { afterThis, place, settle, stub } from '../../support/mounted.ts';
import { pasteOf } from '../../support/paste.ts';
import { address as partsAddress, parts as partsOfCode } from './parts-of-a-code.ts';

const uri = `otpauth://totp/Kyoto%20University:taro?secret=${canary.key}&issuer=Kyoto%20University`;

/** The reader on the page, and what it has told. */
async function put(properties: Partial<MfaKeyReader> = {}) {
  const reader = Object.assign(document.createElement('mfa-key-reader'), properties);
  const texts: string[] = [];
  const files: Uint8Array[] = [];
  /** How many of each were told at once. */
  const told: number[] = [];
  reader.addEventListener('key-sources', (event) => {
    const { sources } = (event as KeySourcesEvent).detail;
    told.push(sources.length);
    for (const source of sources)
      if (source instanceof Secret) texts.push(source.reveal());
      else files.push(source.reveal());
  });
  place().append(reader);
  await reader.updateComplete;
  const root = reader.shadowRoot!;
  const button = (name: string): HTMLButtonElement => {
    const found = [...root.querySelectorAll('button')].find((each) => each.textContent.trim().startsWith(name));
    if (!found) throw new Error(`No button “${name}” in: ${root.textContent}`);
    return found;
  };
  const press = async (name: string): Promise<void> => {
    button(name).click();
    await reader.updateComplete;
  };
  const news = (): string => root.querySelector('#news')!.textContent.trim();
  return { reader, root, texts, files, told, button, press, news };
}

/** Waits for what takes frames of a video or the decoding of a picture. */
async function until(condition: () => boolean): Promise<void> {
  for (const endMs = performance.now() + 8000; !condition() && performance.now() < endMs;)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  ok(condition(), 'It did not come');
}

function drawn(text?: string, side = 480): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  draw(canvas, text);
  return canvas;
}

function draw(canvas: HTMLCanvasElement, text?: string): void {
  const context = canvas.getContext('2d')!;
  context.resetTransform();
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (!text) return;
  const { modules, path } = encodeQr(text);
  context.scale(canvas.width / modules, canvas.height / modules);
  context.fillStyle = '#000';
  context.fill(new Path2D(path));
}

const pictureOf = async (text?: string, name = 'code.png'): Promise<File> => {
  const blob = await new Promise<Blob | null>((resolve) => drawn(text).toBlob(resolve));
  return new File([blob!], name, { type: 'image/png' });
};

/** Two codes beside each other. */
async function pictureOfBoth([left, right]: string[]): Promise<File> {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1000, height: 480 });
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 1000, 480);
  context.drawImage(drawn(left), 0, 0);
  context.drawImage(drawn(right), 520, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File([blob!], 'both.png', { type: 'image/png' });
}

function holding(files: File[], text = ''): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  if (text) transfer.setData('text/plain', text);
  return transfer;
}

function paste(target: EventTarget, transfer: DataTransfer): ClipboardEvent {
  const event = pasteOf(transfer);
  target.dispatchEvent(event);
  return event;
}

function drop(target: Element, transfer: DataTransfer): void {
  target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
}

/** A camera that films a canvas. */
function fakeCamera(text?: string) {
  const canvas = drawn(text);
  const streams: MediaStream[] = [];
  const asked: MediaStreamConstraints[] = [];
  // A still canvas gives no frames.
  const drawing = setInterval(() => draw(canvas, film.text), 50);
  const film = { text, streams, asked };
  stub(navigator.mediaDevices, 'getUserMedia', async (constraints: MediaStreamConstraints) => {
    asked.push(constraints);
    const stream = canvas.captureStream(20);
    streams.push(stream);
    return stream;
  });
  stub(navigator.mediaDevices, 'enumerateDevices', async () => [
    { kind: 'videoinput', deviceId: 'front', label: 'Front' },
    { kind: 'videoinput', deviceId: 'back', label: 'Back' },
  ]);
  afterThis(() => clearInterval(drawing));
  return film;
}

const isOff = (stream: MediaStream): boolean => stream.getTracks().every(({ readyState }) => readyState === 'ended');

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the key reader', () => {
  it('opens the way that comes first, the others in place, one at a time', async () => {
    const { root, press } = await put({ first: 'picture' });
    const open = (): string[] =>
      [...root.querySelectorAll('[aria-expanded=true]')].map((each) => each.getAttribute('aria-controls')!);
    deepEqual(open(), ['way-picture']);
    await press('Paste or type');
    deepEqual(open(), ['way-text']);
    ok(root.querySelector<HTMLTextAreaElement>('#text'));
    equal(root.querySelector('#file'), null);
  });

  it('is as wide in each way', async () => {
    const { reader, root, press } = await put();
    Object.assign(reader.parentElement!.style, { display: 'grid', justifyItems: 'start', inlineSize: '560px' });
    const widths = [reader.offsetWidth];
    for (const way of ['Use a picture', 'Read it from', 'Paste or type', 'Paste or type']) {
      await press(way);
      widths.push(reader.offsetWidth);
    }
    ok(!root.querySelector('[aria-expanded=true]'));
    deepEqual(widths, Array(5).fill(560));
  });

  it('names every control', async () => {
    const { root, press } = await put();
    for (const way of ['Use a picture', 'Read it from', 'Paste or type', 'Scan the QR']) {
      await press(way);
      for (const control of root.querySelectorAll('button, input, select')) {
        const label = (control as HTMLInputElement).labels?.[0];
        ok((label ?? control).textContent.trim(), control.outerHTML);
      }
    }
  });

  it('offers another window only where the browser can share one', async () => {
    stub(navigator.mediaDevices, 'getDisplayMedia', undefined);
    const { root } = await put();
    lacks(root.textContent, 'another window');
  });

  it('tells a typed key without the blanks around it, and forgets it', async () => {
    const { reader, root, texts, press, news } = await put();
    await press('Paste or type');
    const field = root.querySelector<HTMLTextAreaElement>('#text')!;
    field.value = ` ${canary.key} `;
    field.form!.requestSubmit();
    await reader.updateComplete;
    deepEqual(texts, [canary.key]);
    equal(news(), 'Text taken');
    // The host looks at it, and takes it.
    reader.busy = true;
    await reader.updateComplete;
    reader.busy = false;
    await reader.updateComplete;
    equal(field.value, '');
    lacks(root.innerHTML, canary.key);
  });

  it('keeps what was typed when it could not be used', async () => {
    const { reader, root, press, news } = await put();
    await press('Paste or type');
    const field = root.querySelector<HTMLTextAreaElement>('#text')!;
    field.value = 'JBSWY3DP0';
    field.form!.requestSubmit();
    reader.busy = true;
    await reader.updateComplete;
    Object.assign(reader, { busy: false, isRefused: true });
    await reader.updateComplete;
    await reader.updateComplete;
    equal(field.value, 'JBSWY3DP0');
    lacks(root.innerHTML, 'JBSWY3DP0');
    equal(news(), '');
  });

  it('keeps the lines of a paste, and tells them as one text', async () => {
    const { root, texts, told, press } = await put();
    await press('Paste or type');
    const field = root.querySelector<HTMLTextAreaElement>('#text')!;
    field.focus();
    document.execCommand('insertText', false, `${uri}\n${uri}2\n`);
    field.form!.requestSubmit();
    deepEqual(texts, [`${uri}\n${uri}2`]);
    deepEqual(told, [1]);
  });

  it('sends one line by Enter, breaks the line of several, and leaves the Enter of a composition alone', async () => {
    const { root, texts, press } = await put();
    await press('Paste or type');
    const field = root.querySelector<HTMLTextAreaElement>('#text')!;
    const enter = (more: KeyboardEventInit = {}): boolean =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more }));
    field.value = canary.key;
    equal(enter({ isComposing: true }), true);
    equal(enter({ keyCode: 229 }), true);
    equal(enter({ shiftKey: true }), true);
    deepEqual(texts, []);
    equal(enter(), false);
    deepEqual(texts, [canary.key]);
    field.value = `${uri}\n${uri}2`;
    equal(enter(), true);
    equal(texts.length, 1);
    equal(enter({ ctrlKey: true }), false);
    await nextTask();
    equal(texts.length, 2);
  });

  it('keeps the text from spelling, filling in, suggestions and translation, and grows with it', async () => {
    const { root, press } = await put();
    await press('Paste or type');
    const field = root.querySelector<HTMLTextAreaElement>('#text')!;
    const wanted = {
      autocomplete: 'off',
      autocapitalize: 'off',
      autocorrect: 'off',
      spellcheck: 'false',
      translate: 'no',
      writingsuggestions: 'false',
    };
    for (const [name, value] of Object.entries(wanted)) equal(field.getAttribute(name), value, name);
    const before = field.offsetHeight;
    field.value = 'A\nB\nC\nD';
    // Where the engine cannot do that, the field scrolls.
    equal(field.offsetHeight > before, CSS.supports('field-sizing', 'content'));
  });

  it('tells nothing for an empty field, and nothing while it is busy', async () => {
    const { reader, root, texts, press } = await put();
    await press('Paste or type');
    root.querySelector('form')!.requestSubmit();
    reader.busy = true;
    root.querySelector<HTMLTextAreaElement>('#text')!.value = canary.key;
    root.querySelector('form')!.requestSubmit();
    paste(document.body, holding([], uri));
    deepEqual(texts, []);
    equal(root.querySelector<HTMLTextAreaElement>('#text')!.value, canary.key);
  });

  it('events stay on the element', async () => {
    const { reader } = await put();
    const heard: Event[] = [];
    reader.addEventListener('key-sources', (event) => heard.push(event));
    paste(document.body, holding([], uri));
    await reader.updateComplete;
    deepEqual([heard[0]!.bubbles, heard[0]!.composed], [false, false]);
    lacks(JSON.stringify((heard[0] as KeySourcesEvent).detail), canary.key);
  });

  it('takes what is pasted on the page, but not what goes into a field of the page', async () => {
    const { reader, texts } = await put();
    const box = place('<input><div contenteditable="true">x</div>');
    for (const field of box.children) equal(paste(field, holding([], 'mine')).defaultPrevented, false);
    equal(paste(document.body, holding([], uri)).defaultPrevented, true);
    await reader.updateComplete;
    deepEqual(texts, [uri]);
  });

  it('tells the second only when the first has been looked at', async () => {
    const { reader, texts } = await put();
    paste(document.body, holding([], uri));
    paste(document.body, holding([], canary.key));
    reader.busy = true;
    await nextTask();
    deepEqual(texts, [uri]);
    reader.busy = false;
    await reader.updateComplete;
    deepEqual(texts, [uri, canary.key]);
  });

  it('leaves a paste of text in its own field to the browser, and takes a picture there', async () => {
    const { root, texts, press } = await put();
    await press('Paste or type');
    const input = root.querySelector('#text')!;
    equal(paste(input, holding([], uri)).defaultPrevented, false);
    equal(paste(input, holding([await pictureOf(uri)])).defaultPrevented, true);
    await until(() => texts.length > 0);
    deepEqual(texts, [uri]);
  });

  it('hears no paste once it is off the page', async () => {
    const { reader, texts } = await put();
    reader.remove();
    paste(document.body, holding([], uri));
    deepEqual(texts, []);
  });

  it('reads dropped pictures and hands over other files, several at once', async () => {
    const { reader, root, texts, files, told, news } = await put();
    const json = new File(['{"entries":[]}'], 'backup.json', { type: 'application/json' });
    drop(
      root.querySelector('.reader')!,
      holding([await pictureOf(uri), json, await pictureOf(undefined, 'empty.png')]),
    );
    await until(() => !reader.isWorking);
    await reader.updateComplete;
    deepEqual(texts, [uri]);
    deepEqual(
      files.map((bytes) => new TextDecoder().decode(bytes)),
      ['{"entries":[]}'],
    );
    match(news(), /QR code read.*File taken.*No QR code was found in “empty\.png”/s);
    deepEqual(told, [2]);
  });

  for (const [order, texts] of Object.entries({ 'the one': [uri, `${uri}2`], 'the other': [`${uri}2`, uri] })) {
    it(`tells both codes of one picture at once, in ${order} order`, async () => {
      const { reader, root, texts: heard, told } = await put();
      drop(root.querySelector('.reader')!, holding([await pictureOfBoth(texts)]));
      await until(() => !reader.isWorking);
      deepEqual(heard.sort(), [uri, `${uri}2`].sort());
      deepEqual(told, [2]);
    });

    it(`tells three pictures and a file with a text beside them at once, in ${order} order`, async () => {
      const { reader, root, texts: heard, files, told } = await put();
      const pictures = await Promise.all([...texts, canary.key].map((text) => pictureOf(text)));
      drop(root.querySelector('.reader')!, holding([...pictures, new File(['{}'], 'a.json')], `${uri}3`));
      await until(() => !reader.isWorking);
      deepEqual(heard.sort(), [...texts, canary.key, `${uri}3`].sort());
      equal(files.length, 1);
      deepEqual(told, [5]);
    });
  }

  it('says of a code in several parts how many are read and that there are more, however they come', async () => {
    const files = partsOfCode.map((text, at) => {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
      return new File([bytes], `part-${at}.png`, { type: 'image/png' });
    });
    const { reader, root, texts, news } = await put();
    const bring = async (...some: number[]): Promise<string> => {
      drop(root.querySelector('.reader')!, holding(some.map((at) => files[at]!)));
      await until(() => !reader.isWorking);
      await reader.updateComplete;
      return news().replace(/\s+/g, ' ');
    };
    match(await bring(2), /^1 of 3 QR codes read\. ?Show the next QR code\. The order does not matter\.$/);
    match(await bring(2), /^1 of 3 QR codes read\./);
    match(await bring(0, 2), /^2 of 3 QR codes read\./);
    deepEqual(texts, []);
    equal(await bring(1), 'QR code read');
    deepEqual(texts, [partsAddress]);
    const all = await put();
    drop(all.root.querySelector('.reader')!, holding(files));
    await until(() => !all.reader.isWorking);
    deepEqual(all.texts, [partsAddress]);
    equal(all.news(), 'QR code read');
    lacks(root.innerHTML, 'JBSWY3DP');
  });

  it('takes the address of a dragged picture for no key', async () => {
    const { reader, root, texts } = await put();
    drop(root.querySelector('.reader')!, holding([await pictureOf(uri)], 'https://example.org/code.png'));
    await until(() => !reader.isWorking);
    deepEqual(texts, [uri]);
  });

  it('that is stopped tells what has been read by then', async () => {
    const { reader, root, texts, press } = await put();
    const slow = new File([new Uint8Array(4)], 'slow.bin');
    stub(slow, 'arrayBuffer', () => new Promise(() => undefined));
    drop(root.querySelector('.reader')!, holding([await pictureOf(uri), slow]));
    await until(() => root.textContent.includes('Stop'));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    deepEqual(texts, []);
    await press('Stop');
    deepEqual(texts, [uri]);
    equal(reader.isWorking, false);
  });

  it('takes picked files, and the same one again', async () => {
    const { reader, root, files } = await put({ first: 'picture' });
    for (let count = 0; count < 2; count++) {
      const input = root.querySelector<HTMLInputElement>('#file')!;
      input.files = holding([new File(['otpauth://totp/a?secret=AAAA'], 'keys.txt')]).files;
      input.dispatchEvent(new Event('change'));
      await until(() => !reader.isWorking);
      equal(input.value, '');
      await reader.updateComplete;
    }
    equal(files.length, 2);
  });

  const refusals: [name: string, file: () => File, words: RegExp][] = [
    [
      'a file above 5 MiB',
      () => new File([new Uint8Array(5 * 2 ** 20 + 1)], 'big.bin'),
      /“big\.bin” is larger than 5 MB/,
    ],
    [
      'a picture above 20 MB',
      () => new File([new Uint8Array(20 * 2 ** 20 + 1)], 'big.png', { type: 'image/png' }),
      /“big\.png” is too large for a picture/,
    ],
    [
      'what only says it is a picture',
      () => new File(['no'], 'no.png', { type: 'image/png' }),
      /“no\.png” cannot be opened as a picture/,
    ],
    ['a broken picture without a type', () => new File(['\u0089PNG'], 'no'), /./],
  ];
  for (const [name, file, words] of refusals) {
    it(`refuses ${name} in plain words`, async () => {
      const { reader, root, texts, news } = await put();
      drop(root.querySelector('.reader')!, holding([file()]));
      await until(() => !reader.isWorking);
      await reader.updateComplete;
      match(news(), words);
      deepEqual(texts, []);
    });
  }

  it('says of an animation that only a part of it was looked at', async () => {
    stub(window, 'ImageDecoder', undefined);
    const image = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
    const head = [...new TextEncoder().encode('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 255, 255, 255, 0, 0, 0];
    const { reader, root, news } = await put();
    drop(
      root.querySelector('.reader')!,
      holding([new File([Uint8Array.from([...head, ...image, ...image, 0x3b])], 'moves.gif')]),
    );
    await until(() => !reader.isWorking);
    await reader.updateComplete;
    match(news(), /“moves\.gif” is an animation.*Take a screenshot/);
  });

  it('speaks Japanese', async () => {
    const { reader, root } = await put({ locale: 'ja' });
    await until(() => root.textContent.includes('カメラを起動'));
    equal(root.querySelector('.reader')!.getAttribute('lang'), 'ja');
    ok(reader.isConnected);
  });
});

describe('the camera of the key reader', () => {
  it('does not ask by itself, and says first what the camera is for', async () => {
    const camera = fakeCamera(uri);
    const { root } = await put();
    await settle();
    deepEqual(camera.asked, []);
    match(root.textContent, /used only to read the QR code/);
  });

  it('tells a code once while it stays in view, and the next one', async () => {
    const camera = fakeCamera(uri);
    const { texts, press, news, reader } = await put();
    await press('Start the camera');
    await until(() => texts.length > 0);
    await reader.updateComplete;
    equal(news(), 'QR code read');
    camera.text = 'otpauth-migration://offline?data=second';
    await until(() => texts.length > 1);
    deepEqual(texts, [uri, camera.text]);
    equal(isOff(camera.streams[0]!), false);
    reader.remove();
  });

  it('tells all codes in view at once, however many looks they take', async () => {
    const camera = fakeCamera(uri);
    const { texts, told, press, news } = await put();
    await press('Start the camera');
    await until(() => news() === 'QR code read');
    camera.text = `${uri}2`;
    await until(() => texts.length > 0);
    deepEqual(texts, [uri, `${uri}2`]);
    deepEqual(told, [2]);
  });

  it('loses nothing that it has seen when it is stopped right then', async () => {
    fakeCamera(uri);
    const { texts, press, news } = await put();
    await press('Start the camera');
    await until(() => news() === 'QR code read');
    deepEqual(texts, []);
    await press('Stop the camera');
    deepEqual(texts, [uri]);
  });

  it('keeps the code until it is no longer busy', async () => {
    fakeCamera(uri);
    const { texts, press, root, reader } = await put({ busy: true });
    await press('Start the camera');
    await until(() => root.textContent.includes('Looking for a QR code'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    deepEqual(texts, []);
    reader.busy = false;
    await until(() => texts.length > 0);
    deepEqual(texts, [uri]);
  });

  for (const [name, leave] of [
    ['at the stop button', ({ press }) => press('Stop the camera')],
    ['when the reader is taken off the page', async ({ reader }) => reader.remove()],
    ['when another way is opened', ({ press }) => press('Use a picture')],
    ['when the page goes away', async () => void dispatchEvent(new Event('pagehide'))],
    [
      'when the page is hidden',
      async () => {
        stub(Document.prototype, 'hidden', true);
        document.dispatchEvent(new Event('visibilitychange'));
      },
    ],
  ] satisfies [string, (mounted: Awaited<ReturnType<typeof put>>) => Promise<void>][]) {
    it(`goes off ${name}`, async () => {
      const camera = fakeCamera();
      const mounted = await put();
      await mounted.press('Start the camera');
      await until(() => mounted.root.textContent.includes('Looking for a QR code'));
      const video = mounted.root.querySelector('video')!;
      await leave(mounted);
      ok(isOff(camera.streams[0]!), 'The light is on');
      equal(video.srcObject, null);
    });
  }

  it('goes off at once when the permission comes after the person has left', async () => {
    const stream = drawn().captureStream(20);
    let allow!: (stream: MediaStream) => void;
    stub(navigator.mediaDevices, 'getUserMedia', () => new Promise<MediaStream>((resolve) => (allow = resolve)));
    const { reader, press } = await put();
    await press('Start the camera');
    await until(() => Boolean(allow));
    reader.remove();
    allow(stream);
    await until(() => isOff(stream));
  });

  it('offers the other cameras by name', async () => {
    const camera = fakeCamera();
    const { root, press, reader } = await put();
    await press('Start the camera');
    await until(() => Boolean(root.querySelector('select')));
    const select = root.querySelector('select')!;
    deepEqual(
      [...select.options].map(({ label }) => label),
      ['Front', 'Back'],
    );
    select.value = 'back';
    select.dispatchEvent(new Event('change'));
    await until(() => camera.asked.length === 2 && root.textContent.includes('Looking for a QR code'));
    deepEqual((camera.asked[1]!.video as MediaTrackConstraints).deviceId, { exact: 'back' });
    ok(isOff(camera.streams[0]!));
    reader.remove();
  });

  const failures: [name: string, words: RegExp][] = [
    ['NotAllowedError', /not allowed on this page.*allow the camera.*A picture of the QR code works, too/s],
    ['NotFoundError', /No camera was found/],
    ['NotReadableError', /did not start.*Another app/s],
    ['TypeError', /does not give the camera/],
  ];
  for (const [error, words] of failures) {
    it(`says what to do after ${error}`, async () => {
      stub(navigator.mediaDevices, 'getUserMedia', () => Promise.reject(new DOMException('', error)));
      const { root, press } = await put();
      await press('Start the camera');
      await until(() => Boolean(root.querySelector('[role=alert]')));
      match(root.querySelector('[role=alert]')!.textContent, words);
    });
  }

  it('has a light where the camera has one', async () => {
    const camera = fakeCamera();
    const set: MediaTrackConstraints[] = [];
    stub(MediaStreamTrack.prototype, 'getCapabilities', () => ({ torch: true }));
    stub(
      MediaStreamTrack.prototype,
      'applyConstraints',
      async (constraints: MediaTrackConstraints) => void set.push(constraints),
    );
    const { root, press, reader } = await put();
    await press('Start the camera');
    await until(() => Boolean(root.querySelector('[aria-pressed]')));
    await press('Light');
    await until(() => root.querySelector('[aria-pressed]')!.getAttribute('aria-pressed') === 'true');
    deepEqual(set, [{ advanced: [{ torch: true }] }]);
    ok(camera.streams.length === 1);
    reader.remove();
  });
});

describe('a shared screen', () => {
  it('is read once, and the sharing ends', async () => {
    const camera = fakeCamera(uri);
    stub(navigator.mediaDevices, 'getDisplayMedia', () => navigator.mediaDevices.getUserMedia({ video: true }));
    const { texts, press, reader, news } = await put();
    await press('Read it from');
    await press('Choose a window');
    await until(() => texts.length > 0 && !reader.isWorking);
    await reader.updateComplete;
    deepEqual(texts, [uri]);
    ok(isOff(camera.streams[0]!));
    equal(news(), 'QR code read');
  });

  it('ends when the person presses stop', async () => {
    const camera = fakeCamera();
    stub(navigator.mediaDevices, 'getDisplayMedia', () => navigator.mediaDevices.getUserMedia({ video: true }));
    const { press } = await put();
    await press('Read it from');
    await press('Choose a window');
    await until(() => camera.streams.length > 0);
    await press('Stop');
    await until(() => isOff(camera.streams[0]!));
  });

  it('that was not given is no drama', async () => {
    stub(navigator.mediaDevices, 'getDisplayMedia', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    const { press, news } = await put();
    await press('Read it from');
    await press('Choose a window');
    await until(() => news().startsWith('Nothing was shared'));
  });
});
