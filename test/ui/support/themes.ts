/** Their titles in VS Code's list, and the class that the window then has. */
export const themes = {
  light: { title: 'Light Modern', className: 'vs' },
  dark: { title: 'Dark Modern', className: 'vs-dark' },
  highContrast: { title: 'Dark High Contrast', className: 'hc-black' },
  lightHighContrast: { title: 'Light High Contrast', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

export const themeNames: readonly Theme[] = ['light', 'highContrast', 'lightHighContrast', 'dark'];
