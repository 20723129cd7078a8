// vite.config.js
import vue from '@vitejs/plugin-vue';

const isCustomElement = (tag) => tag.startsWith('mfa-');

export default { plugins: [vue({ template: { compilerOptions: { isCustomElement } } })] };
