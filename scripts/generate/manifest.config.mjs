export default {
  globs: ['src/elements/*.ts'],
  outdir: 'node_modules/.cache/manifest',
  litelement: true,
  quiet: true,
  packagejson: false,
};
