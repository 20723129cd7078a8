/** Made by the plugin in .storybook/vite.config.ts, for `readReached`. */
declare module 'virtual:reached-states' {
  const text: string;
  export default text;
}
