// Starts the interface. It shows the chosen theme before anything is drawn, and says so in both
// languages if the browser cannot run it.

import init from './ui.js';

const kept = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const theme = kept('etabli.theme');
if (theme === 'light' || theme === 'dark') {
  document.documentElement.dataset.theme = theme;
}

// The words of both languages, which the code takes when it starts.
const words = async (language) => {
  const answer = await fetch(`./words/${language}.ftl`);
  if (!answer.ok) {
    throw new Error(`words/${language}.ftl: ${answer.status}`);
  }
  return answer.text();
};

try {
  const code = fetch('./ui_bg.wasm');
  const [fr, en] = await Promise.all([words('fr'), words('en')]);
  globalThis.etabliWords = { fr, en };
  await init({ module_or_path: code });
} catch (error) {
  console.error(error);
  const lines = [
    ['fr', 'Établi n’a pas pu démarrer : cette version du navigateur ne sait pas exécuter WebAssembly, ou un fichier manque. Rechargez la page.'],
    ['en', 'Établi could not start: this browser cannot run WebAssembly, or a file is missing. Reload the page.'],
  ];
  for (const [language, text] of lines) {
    const line = document.createElement('p');
    line.className = 'boot';
    line.lang = language;
    line.textContent = text;
    document.body.append(line);
  }
  // For whoever is asked for help.
  const detail = document.createElement('pre');
  detail.className = 'boot';
  detail.textContent = String(error);
  document.body.append(detail);
}
