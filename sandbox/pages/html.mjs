/** HTML by template: every value is escaped, unless it came out of `html` itself. */

class Html {
	constructor(/** @type {string} */ text) {
		this.text = text;
	}
	toString() {
		return this.text;
	}
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** @param {unknown} value @returns {string} */
function escape(value) {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(escape).join('');
	if (value === undefined || value === null || value === false) return '';
	return String(value).replace(/[&<>"']/g, (c) => ENTITIES[/** @type {'&'} */ (c)]);
}

/** @param {TemplateStringsArray} parts @param {...unknown} values */
export function html(parts, ...values) {
	return new Html(
		parts.reduce((text, part, i) => text + part + (i < values.length ? escape(values[i]) : ''), ''),
	);
}

/** @typedef {Html} Markup */

/** Styles and scripts of ours, never a value from outside. @param {'style' | 'script'} name @param {string} text */
export const element = (name, text) => new Html(`<${name}>${text}</${name}>`);

const STYLE = `
:root{--text:#1b1f2a;--soft:#555d6e;--back:#f4f5f8;--card:#fff;--line:#c9cedb;--main:#b3123a;--onmain:#fff;--good:#0b6b3a;--bad:#a8101f;--focus:#1d4ed8}
.dark{--text:#f1f3f8;--soft:#b6bdcc;--back:#12151d;--card:#1c212d;--line:#475066;--main:#ff8fa6;--onmain:#1b0a10;--good:#6ee7a8;--bad:#ff9aa4;--focus:#93b4ff;color-scheme:dark}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.25rem;margin:1rem 0}
h1{font-size:1.375rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.0625rem;margin:1rem 0 .25rem}
p{margin:.5rem 0}
.card>:first-child{margin-top:0}
.soft{color:var(--soft)}
.small{font-size:.9375rem}
.bar{display:flex;justify-content:space-between;gap:1rem;color:var(--soft);font-size:.9375rem}
label{display:block;font-weight:600;margin:.75rem 0 .25rem}
input,select{width:100%;font:inherit;color:inherit;background:var(--card);padding:.625rem .75rem;border:1px solid var(--soft);border-radius:.5rem;min-height:2.75rem}
button,.button{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;padding:.625rem 1rem;min-height:2.75rem;border-radius:.5rem;border:2px solid var(--main);background:var(--main);color:var(--onmain);cursor:pointer;margin-top:1rem}
.plain{background:transparent;color:var(--main)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
a{color:var(--main)}
.list{list-style:none;margin:1rem 0 0;padding:0}
.list a{display:flex;align-items:center;gap:.75rem;padding:.625rem .5rem;border-top:1px solid var(--line);color:inherit;text-decoration:none;min-height:3.25rem}
.list a:hover{background:var(--back)}
.mark{flex:none;width:2.25rem;height:2.25rem;border-radius:.5rem;display:grid;place-items:center;font-weight:700;background:var(--back);border:1px solid var(--line);color:var(--text)}
.tag{margin-left:auto;white-space:nowrap;font-size:.875rem;color:var(--soft)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:.75rem 0}
dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
.amount{font-size:2rem;font-weight:700;margin:.25rem 0}
.error{color:var(--bad);font-weight:600;margin:.25rem 0}
.note{border-left:4px solid var(--line);padding:.25rem .75rem;color:var(--soft);font-size:.9375rem}
.good h1{color:var(--good)}.bad h1{color:var(--bad)}
progress{width:100%;height:.75rem;accent-color:var(--main)}
code{overflow-wrap:anywhere;font-size:.9375rem}
.pick{user-select:all}
img{max-width:100%;image-rendering:pixelated;background:#fff}
`;

/**
 * @param {object} page
 * @param {string} page.title
 * @param {Markup | Markup[]} page.body
 * @param {string} [page.theme]
 * @param {number} [page.refresh] seconds until the page asks again; works without JavaScript
 * @param {string} [page.home] where the sandbox's own page is
 * @param {Markup} [page.style]
 * @param {Markup} [page.script]
 */
export function renderPage({ title, body, theme, refresh, home, style, script }) {
	const again = refresh ? html`<meta http-equiv="refresh" content="${refresh}" />` : '';
	return html`<!doctype html>
		<html lang="pt-BR" class="${theme === 'dark' ? 'dark' : ''}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				${again}
				<title>${title} · Sandbox</title>
				<style>
					${new Html(STYLE)}
				</style>
				${style}
			</head>
			<body>
				<main>
					<div class="bar">
						${home ? html`<a href="${home}">Pluggy Sandbox</a>` : html`<span>Pluggy Sandbox</span>`}
						<span>Ambiente de testes</span>
					</div>
					${body}
					<p class="soft small">Dados inventados. Nenhum banco e nenhum dinheiro de verdade.</p>
				</main>
				${script}
			</body>
		</html>`.text;
}

/** A form field with its label, hint and error; `focus` for the first that is wrong. @param {object} field @param {string} field.name @param {string} field.label @param {string} [field.type] @param {string} [field.value] @param {string} [field.hint] @param {string} [field.error] @param {unknown} [field.focus] @param {boolean} [field.optional] @param {Array<{ value: string, label: string }>} [field.options] @param {string} [field.mode] inputmode @param {string} [field.complete] autocomplete */
export function fieldOf({
	name,
	label,
	hint,
	error,
	focus,
	options,
	optional,
	value = '',
	...more
}) {
	const { type = 'text', mode = 'text', complete = 'off' } = more;
	const id = `f-${name}`;
	const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
	const about = html`${optional ? '' : html`required`} ${focus ? html`autofocus` : ''}
	${error ? html`aria-invalid="true"` : ''}
	${described ? html`aria-describedby="${described}"` : ''}`;
	const control = options
		? html`<select id="${id}" name="${name}" ${about}>
				<option value="">Escolha</option>
				${options.map(
					(one) =>
						html`<option value="${one.value}" ${one.value === value ? html`selected` : ''}>
							${one.label}
						</option>`,
				)}
			</select>`
		: html`<input
				id="${id}"
				name="${name}"
				type="${type}"
				value="${type === 'password' ? '' : value}"
				inputmode="${mode}"
				autocomplete="${complete}"
				autocapitalize="none"
				spellcheck="false"
				${about}
			/>`;
	return html`<label for="${id}"
			>${label}${optional ? html` <span class="soft">(opcional)</span>` : ''}</label
		>
		${control} ${hint ? html`<p class="soft small" id="${id}-hint">${hint}</p>` : ''}
		${error ? html`<p class="error" id="${id}-error">${error}</p>` : ''}`;
}

export const money = (/** @type {number} */ amount) =>
	new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' }).format(amount);

/** dd/mm/aaaa of `yyyy-mm-dd`. @param {string} date */
export const brDate = (date) => date.slice(0, 10).split('-').reverse().join('/');
