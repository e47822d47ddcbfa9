package io.jenkins.plugins.ecs.ui;

/** Questions to a page in a browser, in JavaScript. Each but the last two gives a list of what is wrong; empty is well. */
final class PageLooks {

    /** Parts of ours that make the page scroll sideways, where it does. */
    static final String TOO_WIDE = """
            (() => {
              const root = document.documentElement;
              if (root.scrollWidth <= root.clientWidth) { return []; }
              const all = Array.from(document.querySelectorAll('[class*=ecsd-], [class*=ecsd-] *'));
              return (all
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1 && !e.closest('.ecsd-visually-hidden'))
                .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.getBoundingClientRect().right));
            })()
            """;

    /** Names of stages that are broken within a word. */
    static final String BROKEN_WORDS = """
            Array.from(document.querySelectorAll('.ecsd-stages__name')).flatMap(name => {
              const text = name.firstChild, broken = [];
              for (const word of text.data.matchAll(/[^ ]+/g)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                if (range.getClientRects().length > 1) { broken.push(word[0]); }
              }
              return broken;
            })
            """;

    /** Texts of ours with less contrast to what is behind them than WCAG 2 (AA) asks for. Buttons are Jenkins' own. */
    static final String UNREADABLE = """
            (() => {
              const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
              canvas.canvas.width = canvas.canvas.height = 1;
              const rgba = colour => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                return [r, g, b, a / 255];
              };
              const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
              const behind = element => {
                const layers = [];
                for (let e = element; e; e = e.parentElement) { layers.push(rgba(getComputedStyle(e).backgroundColor)); }
                return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
              };
              const light = c => [0, 1, 2].map(i => c[i] / 255)
                .map(v => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const wrong = [];
              document.querySelectorAll('[class*=ecsd-], [class*=ecsd-] *').forEach(e => {
                const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim() !== '');
                if (!own || e.closest('.ecsd-visually-hidden') || e.closest('svg, .jenkins-button') || e.getClientRects().length === 0) {
                  return;
                }
                const back = behind(e), front = over(rgba(getComputedStyle(e).color), back);
                const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
                const contrast = (a + 0.05) / (b + 0.05);
                if (contrast < 4.5) {
                  wrong.push(contrast.toFixed(2) + ' ' + e.tagName + '.' + e.className + ' "'
                    + e.textContent.trim().slice(0, 40) + '"');
                }
              });
              return Array.from(new Set(wrong)).slice(0, 20);
            })()
            """;

    /** Whether what has the focus shows it. */
    static final String FOCUS_IS_SEEN = """
            (() => {
              const e = document.activeElement;
              const around = [e, e.parentElement].map(x => getComputedStyle(x))
                .concat(['::before', '::after'].map(part => getComputedStyle(e, part)));
              return e !== document.body && e.matches(':focus-visible') && around.some(style =>
                (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none');
            })()
            """;

    /** Gives Jenkins' variables dark values before anything is shown. */
    static final String DARK = """
            (() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(`html:root {
                color-scheme: dark;
                --background: #17181c; --card-background: #1f2128; --text-color: #f4f4f6;
                --text-color-secondary: #a3a9b6; --link-color: #6cb2ff; --link-visited-color: #6cb2ff;
                --link-color--hover: #9ccbff; --accent-color: #5aa9ff; --blue: #5aa9ff; --green: #47c86a;
                --success-color: #47c86a; --orange: #ff9440; --warning-color: #ff9440; --red: #ff6b66;
                --error-color: #ff6b66; --medium-grey: #3a3d46; --light-grey: #2b2e35;
                --input-color: #1f2128; --input-border: #4a4e59; --table-background: #26282f;
                --table-header-foreground: #f4f4f6; --table-body-background: #1b1d22; --table-body-foreground: #f4f4f6;
                --item-background--hover: #2b2e36; --item-background--active: #33363f;
                --button-background: #2b2e36; --button-background--hover: #343741; --button-background--active: #3d414c;
                --header-background: #17181c; --brand-link-color: #f4f4f6; --header-link-color: #f4f4f6;
                --jenkins-border: 2px solid #33363f; --jenkins-border-color: #33363f; --text-color-danger: #ff6b66; }`);
              const apply = () => { if (!document.adoptedStyleSheets.includes(sheet)) {
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; } };
              apply();
              document.addEventListener('DOMContentLoaded', () => { document.documentElement.dataset.theme = 'dark'; apply(); });
            })();
            """;

    private PageLooks() {}
}
