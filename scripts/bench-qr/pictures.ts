import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Picture {
  file: string;
  /** Pictures whose results are counted together. */
  group: string;
  /** What was done to it. */
  kind: string;
  /** Every text in it. */
  expected: string[];
}

const fixtures = '../shared/fixtures/qr';

/** The pictures with known texts that lie beside the repository, when they do. */
export function fixturePictures(): Picture[] {
  return [
    [fixtures, 'fixtures (seen while the reader was made)'],
    ['../shared/fixtures/cases/qr/curved-open', 'fixtures that do not lie flat (kept apart while the reader was made)'],
  ].flatMap(([folder, group]) => {
    if (!existsSync(`${folder}/manifest.json`)) return [];
    const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as {
      file: string;
      degradation?: string;
      kind?: string;
      expected: string | string[];
    }[];
    return manifest.map(({ file, degradation, kind, expected }) => ({
      file: join(folder!, file),
      group: group!,
      kind: `fixture: ${degradation ?? kind}`,
      expected: [expected].flat(),
    }));
  });
}

/** Codes whose text is not in UTF-8, drawn by qrencode, when it is there. */
export function textPictures(folder: string): Picture[] {
  if (spawnSync('qrencode', ['--version']).status !== 0) return [];
  const group = 'texts (seen while the reader was made)';
  const text = 'otpauth://totp/京都大学:花子?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=京都大学';
  // 京都大学 and 花子 in Shift_JIS.
  const [issuer, name] = [Buffer.from('8b9e937391e58a77', 'hex'), Buffer.from('89d48e71', 'hex')];
  const bytes = Buffer.concat([
    ...[Buffer.from('otpauth://totp/'), issuer, Buffer.from(':'), name],
    ...[Buffer.from('?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer='), issuer],
  ]);
  return [
    ['UTF-8', ['-8'], Buffer.from(text)],
    ['Kanji mode', ['-k'], bytes],
    ['Shift_JIS in bytes', ['-8'], bytes],
  ].map(([kind, options, input], at) => {
    const file = join(folder, `text-${at}.png`);
    execFileSync('qrencode', ['-o', file, '-s', '4', ...(options as string[])], { input: input as Buffer });
    return { file, group, kind: `text: ${kind as string}`, expected: [text] };
  });
}

export const canMakePictures = (): boolean =>
  ['qrencode', 'convert'].every((program) => spawnSync(program, ['--version']).status === 0);

/** Made-up keys: the alphabet of base 32 turned round. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const keyOf = (seed: number): string =>
  Array.from({ length: 32 }, (_, index) => letters[(index * 7 + seed * 11 + ((index * seed) >> 2)) % 32]).join('');
const entryOf = (seed: number): string =>
  `otpauth://totp/Kyoto%20University:a0${9000000 + seed * 7919}%40kyoto-u.ac.jp?secret=${keyOf(seed)}&issuer=Kyoto%20University`;
const migrationOf = (accounts: number, seed: number): string => {
  const bytes = Uint8Array.from(
    { length: accounts * 62 },
    (_, index) => (index * 167 + seed * 31 + (index >> 3)) & 255,
  );
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(bytes).toString('base64'))}`;
};

type Degrade = (code: string) => string[];
/** Side in pixels of a code of these many modules, as `identify` says. */
const sideOf = (file: string): number =>
  Number(execFileSync('identify', ['-format', '%w', file], { encoding: 'utf8' }));

const screenshot = (width: number, height: number, side: number, dark: boolean, filter: string): Degrade => {
  const [paper, ink, panel] = dark ? ['#1f1f23', '#d8d8d8', '#2b2b31'] : ['#f4f5f7', '#333', '#fff'];
  const lines = Array.from({ length: Math.floor(height / 28) }, (_, line) => {
    const words = 'Settings Account Two-factor authentication Scan this code with your app or type the key instead ';
    return `text 340,${60 + line * 26} '${words.repeat(1 + (line % 3)).slice(line % 17)}'`;
  });
  const squares = Array.from(
    { length: 14 },
    (_, at) => `rectangle 60,${90 + at * 70} ${84 + (at % 3) * 4},${114 + at * 70}`,
  );
  return (code) => [
    ...['-size', `${width}x${height}`, `xc:${paper}`, '-fill', panel!, '-draw', `rectangle 0,0 ${width},44`],
    ...['-draw', `rectangle 0,44 280,${height}`, '-fill', ink!, '-font', 'DejaVu-Sans', '-pointsize', '15'],
    ...['-draw', lines.join(' '), '-draw', squares.join(' ')],
    ...['(', code, '-filter', filter, '-resize', `${side}x${side}`, ')'],
    ...['-geometry', `+${Math.floor(width * 0.61)}+${Math.floor(height * 0.43)}`, '-composite'],
  ];
};

/** Screen seen by a camera: a grid of pixels, taken again at another pitch. */
const moire =
  (fine: number, coarse: number, turn: number): Degrade =>
  (code) => [
    ...[code, '-filter', 'box', '-resize', `${fine}%`],
    ...[
      '(',
      '+clone',
      '-fill',
      'black',
      '-colorize',
      '100',
      '-size',
      '3x3',
      'pattern:gray50',
      '-tile',
      'pattern:gray50',
    ],
    ...['-draw', 'color 0,0 reset', '-evaluate', 'multiply', '0.35', ')', '-compose', 'minus_src', '-composite'],
    ...['-virtual-pixel', 'edge', '-distort', 'SRT', `${turn}`, '-filter', 'triangle', '-resize', `${coarse}%`],
  ];

const simple: [kind: string, px: number, degrade: Degrade][] = [
  ['plain', 4, (code) => [code]],
  ['1 px a module', 1, (code) => [code]],
  ['2 px a module', 2, (code) => [code]],
  ['12 px a module', 12, (code) => [code]],
  ...[0.5, 0.65, 0.8, 0.95].map((sigma): [string, number, Degrade] => [
    `blur of ${sigma} modules`,
    6,
    (code) => [code, '-blur', `0x${sigma * 6}`],
  ]),
  ['blur and noise', 6, (code) => [code, '-blur', '0x3', '-seed', '3', '-attenuate', '0.4', '+noise', 'Gaussian']],
  ['moved while taken', 6, (code) => [code, '-motion-blur', '0x3+30']],
  ['moved while taken, more', 6, (code) => [code, '-motion-blur', '0x4.5+0']],
  ...[1, 2, 4].map((strength): [string, number, Degrade] => [
    `noise ${strength}`,
    5,
    (code) => [code, '-colorspace', 'gray', '-seed', '7', '-attenuate', String(strength * 0.5), '+noise', 'Gaussian'],
  ]),
  ['salt and pepper', 5, (code) => [code, '-seed', '5', '-attenuate', '1.2', '+noise', 'Impulse']],
  [
    'dark, noisy',
    5,
    (code) => [code, '-level', '0,255%', '+level', '8%,28%', '-seed', '4', '-attenuate', '0.25', '+noise', 'Gaussian'],
  ],
  ...[6, 13, 27, 45, 90, 133].map((degrees): [string, number, Degrade] => [
    `turned ${degrees} degrees`,
    5,
    (code) => [code, '-background', '#ccc', '-rotate', String(degrees)],
  ]),
  ...[0.1, 0.18, 0.26].map((lean): [string, number, Degrade] => [
    `seen from the side ${lean}`,
    8,
    (code) => {
      const side = sideOf(code);
      const far = side * lean;
      const corners = [
        [0, 0, far * 0.8, far],
        [side, 0, side - far * 0.1, far * 0.2],
        [side, side, side, side],
        [0, side, far * 0.3, side - far * 0.9],
      ];
      return [
        code,
        '-virtual-pixel',
        'white',
        '-distort',
        'Perspective',
        corners.map((corner) => corner.join()).join(' '),
      ];
    },
  ]),
  [
    'seen from the side, turned, soft, noisy',
    7,
    (code) => {
      const side = sideOf(code);
      const corners = `0,0 ${side * 0.12},${side * 0.1} ${side},0 ${side * 0.95},0 ${side},${side} ${side},${side} 0,${side} 0,${side * 0.85}`;
      return [
        ...[
          code,
          '-bordercolor',
          '#aaa',
          '-border',
          '60',
          '-virtual-pixel',
          'edge',
          '-distort',
          'Perspective',
          corners,
        ],
        ...[
          '-rotate',
          '21',
          '-blur',
          '0x2',
          '+level',
          '20%,75%',
          '-seed',
          '9',
          '-attenuate',
          '0.3',
          '+noise',
          'Gaussian',
        ],
      ];
    },
  ],
  [
    'barrel',
    7,
    (code) => [
      code,
      '-bordercolor',
      '#bbb',
      '-border',
      '80',
      '-virtual-pixel',
      'edge',
      '-distort',
      'Barrel',
      '0.0 0.0 -0.09 1.09',
    ],
  ],
  [
    'barrel, more',
    7,
    (code) => [
      code,
      '-bordercolor',
      '#bbb',
      '-border',
      '80',
      '-virtual-pixel',
      'edge',
      '-distort',
      'Barrel',
      '0.0 0.0 0.15 0.85',
    ],
  ],
  ...[0.3, 0.45, 0.6].map((radius): [string, number, Degrade] => [
    `glare ${radius}`,
    6,
    (code) => {
      const side = sideOf(code);
      const size = Math.round(side * radius);
      return [
        ...[code, '+level', '6%,80%', '(', '-size', `${size}x${size}`, 'radial-gradient:white-black', ')'],
        ...['-gravity', 'center', '-geometry', `+${Math.round(side * 0.12)}+${Math.round(side * 0.05)}`],
        ...['-compose', 'screen', '-composite'],
      ];
    },
  ]),
  [
    'lamp in the middle',
    6,
    (code) => {
      const size = Math.round(sideOf(code) * 0.16);
      return [
        code,
        '(',
        '-size',
        `${size}x${size}`,
        'radial-gradient:white-white',
        ')',
        '-gravity',
        'center',
        '-composite',
      ];
    },
  ],
  [
    'shadow across',
    6,
    (code) => {
      const side = sideOf(code);
      return [
        code,
        '(',
        '-size',
        `${side}x${side}`,
        'gradient:white-gray15',
        '-rotate',
        '90',
        ')',
        '-compose',
        'multiply',
        '-composite',
      ];
    },
  ],
  [
    'hard shadow',
    6,
    (code) => {
      const side = sideOf(code);
      return [
        code,
        '(',
        '-size',
        `${side}x${side}`,
        'xc:white',
        '-fill',
        '#404040',
        '-draw',
        `polygon 0,0 ${side * 0.6},0 ${side * 0.3},${side} 0,${side}`,
        ')',
        '-compose',
        'multiply',
        '-composite',
      ];
    },
  ],
  ['inverted', 5, (code) => [code, '-negate']],
  ['inverted, greys', 5, (code) => [code, '-negate', '+level-colors', '#202124,#9aa0a6']],
  [
    'inverted, soft, noisy',
    5,
    (code) => [
      code,
      '-negate',
      '+level-colors',
      '#222,#888',
      '-blur',
      '0x2',
      '-seed',
      '2',
      '-attenuate',
      '0.3',
      '+noise',
      'Gaussian',
    ],
  ],
  ['inverted, on black, turned', 5, (code) => [code, '-negate', '-background', 'black', '-rotate', '17']],
  ['no quiet zone on dark', 5, (code) => [code, '-shave', '20x20', '-bordercolor', '#1b1b1b', '-border', '60']],
  ['no quiet zone on grey', 5, (code) => [code, '-shave', '20x20', '-bordercolor', '#777', '-border', '60']],
  ['low contrast 12 of 255', 5, (code) => [code, '+level', '47.6%,52.4%']],
  [
    'low contrast 30, noise',
    5,
    (code) => [code, '+level', '44%,56%', '-seed', '6', '-attenuate', '0.12', '+noise', 'Gaussian'],
  ],
  ['low contrast, light', 5, (code) => [code, '+level', '85%,100%', '-quality', '50']],
  [
    'washed out, uneven',
    6,
    (code) => {
      const side = sideOf(code);
      return [
        code,
        '+level',
        '55%,75%',
        '(',
        '-size',
        `${side}x${side}`,
        'gradient:white-gray40',
        ')',
        '-compose',
        'multiply',
        '-composite',
      ];
    },
  ],
  ['yellow on blue', 5, (code) => [code, '+level-colors', '#1040a0,#e0c020']],
  ['red on green', 5, (code) => [code, '+level-colors', '#b02020,#40a040']],
  ['moire', 4, moire(150, 70, 2)],
  ['moire, heavier', 4, moire(230, 41, 7)],
  ['moire, fine', 3, moire(133, 61, 0)],
  ['JPEG quality 4', 4, (code) => [code, '-quality', '4']],
  ['JPEG quality 2', 6, (code) => [code, '-quality', '2']],
  ['JPEG quality 6, 3 px', 3, (code) => [code, '-quality', '6']],
  ['JPEG quality 8, twice, scaled', 4, (code) => [code, '-resize', '87%', '-quality', '8']],
  [
    'scratches',
    6,
    (code) => {
      const side = sideOf(code);
      return [
        code,
        '-stroke',
        '#888',
        '-strokewidth',
        '4',
        '-draw',
        `line 0,${side * 0.6} ${side},${side * 0.5} line ${side * 0.55},0 ${side * 0.62},${side}`,
      ];
    },
  ],
  [
    'logo',
    6,
    (code) => [
      code,
      '-gravity',
      'center',
      '-fill',
      'white',
      '-draw',
      `translate ${sideOf(code) / 2},${sideOf(code) / 2} rectangle -22,-22 22,22`,
    ],
  ],
  ['stretched', 6, (code) => [code, '-resize', '100x60%!']],
  ['mirrored', 5, (code) => [code, '-flop']],
];

const shots: [kind: string, degrade: Degrade][] = [
  ...[80, 90, 100, 120, 160].flatMap((side): [string, Degrade][] =>
    (
      [
        [2560, 1440, false, 'lanczos'],
        [3840, 2160, true, 'triangle'],
        [3840, 2160, false, 'box'],
      ] as const
    ).map(([width, height, dark, filter]) => [
      `${side} px in ${width}x${height}, ${filter}${dark ? ', dark page' : ''}`,
      screenshot(width, height, side, dark, filter),
    ]),
  ),
  [
    '100 px in 2560x1440, inverted',
    (code) => [
      '(',
      code,
      '-negate',
      '-write',
      'mpr:code',
      '+delete',
      ')',
      ...screenshot(2560, 1440, 110, true, 'lanczos')('mpr:code'),
    ],
  ],
  [
    '130 px in 3840x2160, JPEG 60',
    (code) => [...screenshot(3840, 2160, 130, false, 'lanczos')(code), '-quality', '60'],
  ],
  ['130 px in 2560x1440, soft', (code) => [...screenshot(2560, 1440, 130, false, 'triangle')(code), '-blur', '0x0.7']],
];

/** Draws what is wanted of the set into `folder`. Made from the same commands everywhere; noise has a seed. */
export function makePictures(folder: string, isWanted: (kind: string) => boolean): Picture[] {
  let count = 0;
  function code(text: string, px: number, level = 'M'): string {
    const file = join(folder, `code-${++count}.png`);
    execFileSync('qrencode', ['-o', file, '-s', String(px), '-m', '4', '-l', level, text]);
    return file;
  }
  const made: Picture[] = [];
  function make(kind: string, expected: string[], commands: string[], ending: string): void {
    if (!isWanted(kind)) return;
    const file = join(folder, `${String(made.length + 1).padStart(3, '0')}.${ending}`);
    // Turning leaves an offset of the canvas behind, which not every reader of PNG follows.
    execFileSync('convert', [...commands, '+repage', file]);
    made.push({ file, group: 'made (seen while the reader was made)', kind, expected });
  }
  const payloads: [name: string, text: (seed: number) => string][] = [
    ['entry', entryOf],
    ['5 accounts', (seed) => migrationOf(5, seed)],
    ['10 accounts', (seed) => migrationOf(10, seed)],
  ];
  let seed = 0;
  for (const [name, textOf] of payloads) {
    for (const [kind, px, degrade] of simple) {
      const text = textOf(++seed);
      const jpeg = kind.includes('JPEG') || kind.startsWith('low contrast, light') || kind.startsWith('moire');
      make(`${name}: ${kind}`, [text], degrade(code(text, px)), jpeg ? 'jpg' : 'png');
    }
  }
  for (const [kind, degrade] of shots) {
    const text = entryOf(++seed);
    make(`entry: ${kind}`, [text], degrade(code(text, 8)), kind.includes('JPEG') ? 'jpg' : 'png');
  }
  const both = [entryOf(++seed), entryOf(++seed)];
  const [one, two] = both.map((text) => code(text, 4));
  make('two codes side by side', both, [one!, two!, '+append'], 'png');
  make('two codes, one inverted', both, [one!, '(', two!, '-negate', ')', '+append'], 'png');
  make(
    'two codes, one small',
    both,
    ['(', one!, '-resize', '60%', ')', two!, '-background', 'white', '+append'],
    'png',
  );
  const four = [entryOf(++seed), entryOf(++seed), migrationOf(5, ++seed), migrationOf(5, ++seed)];
  const files = four.map((text) => code(text, 3));
  make(
    'four codes',
    four,
    ['(', ...files.slice(0, 2), '+append', ')', '(', ...files.slice(2), '+append', ')', '-append'],
    'png',
  );
  return made;
}
