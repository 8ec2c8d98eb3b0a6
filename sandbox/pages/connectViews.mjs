/** The Connect page's list of banks and its login form. */
import { OTHER_TOKEN, PASSWORD, TOKEN } from '../data/users.mjs';
import { show } from './forms.mjs';
import { fieldOf, html } from './html.mjs';

/** Settings of the link, carried from page to page. */
const CARRIED = [
	'connect_token',
	'update_item',
	'with_sandbox',
	'connector_ids',
	'connector_types',
	'products',
	'lang',
	'theme',
];

/** @param {Record<string, string>} settings @param {Record<string, string>} [more] */
export const query = (settings, more = {}) => {
	const kept = CARRIED.filter((name) => settings[name]).map(
		(name) => /** @type {[string, string]} */ ([name, settings[name]]),
	);
	return `?${new URLSearchParams([...kept, ...Object.entries(more)])}`;
};

/** @param {Record<string, string>} settings */
export const hidden = (settings) =>
	CARRIED.filter((name) => settings[name]).map(
		(name) => html`<input type="hidden" name="${name}" value="${settings[name]}" />`,
	);

const HEALTH = /** @type {Record<string, string>} */ ({
	OFFLINE: 'Fora do ar',
	UNSTABLE: 'Instável',
});

/** @param {any} reply @param {Record<string, string>} settings @param {any[]} connectors those on offer */
export function showBanks(reply, settings, connectors) {
	const wanted = (settings.q ?? '').trim();
	const fold = (/** @type {string} */ text) =>
		text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const rows = connectors.filter((one) => fold(one.name).includes(fold(wanted)));
	const body = html`<section class="card">
		<h1>Conecte a sua conta</h1>
		<p class="soft">Escolha o banco que você quer conectar.</p>
		<form method="get" action="/connect" role="search">
			${hidden(settings)}
			<label for="q">Buscar banco</label>
			<input id="q" name="q" type="search" value="${wanted}" autocomplete="off" />
			<button class="plain">Buscar</button>
		</form>
		<p class="soft small" role="status">
			${rows.length === 0
				? 'Nenhum banco encontrado.'
				: `${rows.length} ${rows.length === 1 ? 'banco' : 'bancos'}`}
		</p>
		<ul class="list">
			${rows.map((one) => bankRow(one, settings))}
		</ul>
	</section>`;
	return show(reply, { title: 'Escolha o banco', body, theme: settings.theme });
}

/** @param {any} one @param {Record<string, string>} settings */
function bankRow(one, settings) {
	const href = `/connect${query(settings, { selected_connector_id: String(one.id) })}`;
	const { status } = one.health;
	const tag = status === 'ONLINE' ? (one.isOpenFinance ? 'Open Finance' : '') : HEALTH[status];
	return html`<li>
		<a href="${href}"
			><span class="mark" aria-hidden="true">${one.name[0]}</span><span>${one.name}</span
			><span class="tag">${tag}</span></a
		>
	</li>`;
}

/**
 * @param {any} reply @param {Record<string, string>} settings @param {any} connector
 * @param {{ item?: any, given?: Record<string, string>, errors?: Record<string, string>, problem?: string }} [more]
 */
export function showLogin(
	reply,
	settings,
	connector,
	{ item, given = {}, errors = {}, problem } = {},
) {
	const names = connector.credentials.map((/** @type {any} */ one) => one.name);
	const firstWrong = names.find((/** @type {string} */ name) => errors[name]);
	const fields = connector.credentials.map((/** @type {any} */ one) =>
		fieldOf({
			name: `p-${one.name}`,
			label: one.label,
			type: one.type === 'password' ? 'password' : 'text',
			mode: one.type === 'number' ? 'numeric' : 'text',
			options: one.options,
			optional: one.optional,
			hint: one.assistiveText,
			value: given[one.name],
			error: errors[one.name],
			focus: one.name === firstWrong,
		}),
	);
	const isFailed = problem !== undefined || Object.keys(errors).length > 0;
	const title = item ? `Reconectar ${connector.name}` : `Entrar no ${connector.name}`;
	const back = html`<p><a href="/connect${query(settings)}">Escolher outro banco</a></p>`;
	const body = html`<section class="card">
		<h1>${title}</h1>
		${problem ? html`<p class="error" role="alert">${problem}</p>` : ''}
		${hintOf(connector, Boolean(item))}
		<form method="post" action="/connect/login">
			${hidden(settings)}<input type="hidden" name="connectorId" value="${connector.id}" />
			${item ? html`<input type="hidden" name="item" value="${item.id}" />` : ''} ${fields}
			<button>${fields.length > 0 ? 'Entrar' : 'Continuar'}</button>
		</form>
		${item ? '' : back}
	</section>`;
	return show(reply, { title, body, theme: settings.theme }, isFailed ? 400 : 200);
}

/** @param {any} connector @param {boolean} isUpdate */
function hintOf({ isSandbox, isOpenFinance, credentials }, isUpdate) {
	if (credentials.length === 0) return '';
	if (isOpenFinance) return html`<p class="note">CPF de teste: 761.092.776-73</p>`;
	if (!isSandbox) return '';
	const hasToken = credentials.some((/** @type {any} */ one) => one.mfa);
	const token = hasToken ? ` · token ${isUpdate ? `${TOKEN} ou ${OTHER_TOKEN}` : TOKEN}` : '';
	return html`<p class="note">Para testar: usuário user-ok · senha ${PASSWORD}${token}</p>`;
}
