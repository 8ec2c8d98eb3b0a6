/** How the sandbox's page looks beside the other pages, and its one script: it copies, no more. */
import { createHash } from 'node:crypto';
import { element } from '../pages/html.mjs';

const STYLE = `
main{max-width:70rem}
h2{font-size:1.1875rem;margin:0 0 .25rem}
h3{font-size:1.0625rem;margin:0;overflow-wrap:anywhere}
section{scroll-margin-top:5rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.25rem;margin:.5rem 0 0;padding:0}
nav a{display:inline-block;padding:.625rem 0}
#message{position:sticky;top:.5rem;z-index:1;border-left:6px solid var(--good);padding:.75rem 1rem;box-shadow:0 2px 8px #0003;font-weight:600}
#message.failed{border-color:var(--bad)}
.rows{list-style:none;margin:1rem 0 0;padding:0}
.rows>li{border-top:1px solid var(--line);padding:.875rem 0}
.rows>li:last-child{padding-bottom:0}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;align-items:baseline}
.sum{font-weight:700;white-space:nowrap}
.state{font-weight:600}
.state.good{color:var(--good)}.state.bad{color:var(--bad)}
.facts{margin:.125rem 0 0;color:var(--soft);font-size:.9375rem;overflow-wrap:anywhere}
.acts{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.625rem;align-items:center}
.acts form{display:contents}
.acts button,.acts .button{width:auto;margin:0}
.acts a:not(.button){padding:.625rem .25rem}
.code{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-top:.25rem}
.code code{font-size:.8125rem;background:var(--back);border:1px solid var(--line);border-radius:.375rem;padding:.5rem .625rem;flex:0 1 auto}
.code button{width:auto;margin:0;padding:.375rem .75rem}
.users dt{color:var(--text)}.users{display:block;margin:.25rem 0 0}
.users dt{margin-top:.625rem}.users dd{text-align:left;color:var(--soft);font-size:.9375rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none}
.side>li{display:grid;grid-template-columns:1fr auto;gap:0 .75rem;align-items:center}
.side .acts{grid-column:2;grid-row:1/span 2;margin:0}
.side button{padding:.375rem .75rem;font-size:.9375rem}
.apart{margin-top:1.25rem}
summary{cursor:pointer;padding:.625rem 0;font-weight:600}
@media(min-width:62rem){.columns{display:grid;grid-template-columns:3fr 2fr;gap:0 1rem;align-items:start}}
`;

const SCRIPT = `
for (const button of document.querySelectorAll('[data-copy]')) {
	if (!navigator.clipboard) break;
	button.hidden = false;
	const name = button.innerHTML;
	button.addEventListener('click', async () => {
		await navigator.clipboard.writeText(button.dataset.copy);
		button.textContent = 'Copiado';
		document.getElementById('copied').textContent = 'Copiado.';
		setTimeout(() => { button.innerHTML = name; document.getElementById('copied').textContent = ''; }, 2500);
	});
}
`;
/** The page's headers allow this script and no other. */
export const SCRIPT_HASH = `sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`;

export const style = element('style', STYLE);
export const script = element('script', SCRIPT);
