/** From now on this page does not get these files, and gets every file again without any. */
export const refuseFiles = (...files: string[]): Promise<unknown> =>
  fetch(`/refuse-files?${new URLSearchParams(files.map((file) => ['path', `/src/${file}`]))}`, { method: 'POST' });
