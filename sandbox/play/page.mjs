/** The sandbox's page as markup. Works without JavaScript; the script only copies. */
import { PASSWORD, TOKEN } from '../data/users.mjs';
import { html, money } from '../pages/html.mjs';
import { ACTIONS, actionOf } from './actions.mjs';
import { script, style } from './look.mjs';
import { longTime } from './rows.mjs';
import { CPF_WORDS, USER_WORDS } from './words.mjs';

/** @typedef {import('../pages/html.mjs').Markup} Markup */
/** @typedef {import('./rows.mjs').Row} Row */

/**
 * @param {import('./rows.mjs').Rows} rows
 * @param {{ token: string, api: string, done?: unknown, failed?: unknown }} more
 */
export function playView(rows, { token, api, done, failed }) {
	const said = actionOf(done)?.done;
	const problem = actionOf(failed) && 'Não deu: isso já tinha mudado. Abaixo está como ficou.';
	const message = said || problem;
	const form = formWith(token);
	const body = html`${message ? messageView(message, Boolean(said)) : ''}
		<section class="card">
			<h1>Seu banco de testes</h1>
			<p>
				Esta é uma Pluggy de mentira, com dados inventados. Aqui você faz o papel do banco e dos
				seus clientes: conecta contas, aprova pagamentos, deixa os dias passarem, e o n8n reage como
				se fosse de verdade.
			</p>
			<nav aria-label="Nesta página">
				<ul>
					<li><a href="#tempo">Tempo</a></li>
					<li><a href="#conexoes">Conexões</a></li>
					<li><a href="#pagamentos">Pagamentos</a></li>
					<li><a href="#boletos">Boletos</a></li>
					<li><a href="#avisos">Avisos ao n8n</a></li>
					<li><a href="#acesso">Acesso e usuários</a></li>
					<li><a href="/">Atualizar a página</a></li>
				</ul>
			</nav>
		</section>
		<div class="columns">
			<div>
				${time(rows, form)} ${items(rows, form)} ${payments(rows, form)} ${boletos(rows, form)}
			</div>
			<div>${deliveries(rows, form)} ${access(rows, api)}</div>
		</div>
		<p class="hidden" role="status" id="copied"></p>`;
	const title = message ? `${message} Seu banco de testes` : 'Seu banco de testes';
	return { title, body, style, script };
}

/** @param {string} text @param {boolean} isDone */
const messageView = (text, isDone) =>
	html`<p class="card ${isDone ? '' : 'failed'}" id="message" role="${isDone ? 'status' : 'alert'}">
		${text}
	</p>`;

/** @param {string} token */
const formWith =
	(token) =>
	/** @param {Array<keyof typeof ACTIONS>} names @param {{ id?: string, title?: string }} [row] @param {unknown} [more] */
	(names, { id = '', title } = {}, more = '') => {
		if (names.length === 0) return html`${more}`;
		const about = title ? html`<span class="hidden"> ${title}</span>` : '';
		return html`<div class="acts">
			<form method="post" action="/">
				<input type="hidden" name="token" value="${token}" />
				<input type="hidden" name="id" value="${id}" />
				${names.map((name) => {
					const { label, isPlain } = /** @type {import('./actions.mjs').Action} */ (ACTIONS[name]);
					return html`<button name="action" value="${name}" class="${isPlain ? 'plain' : ''}">
						${label}${about}
					</button>`;
				})}
			</form>
			${more}
		</div>`;
	};
/** @typedef {ReturnType<typeof formWith>} Form */

/** @param {string} text @param {string} what for those who do not see what stands before it */
const copyable = (text, what) =>
	html`<div class="code">
		<code class="pick">${text}</code
		><button type="button" class="plain" data-copy="${text}" hidden>
			Copiar<span class="hidden"> ${what}</span>
		</button>
	</div>`;

/** @param {Row} row @param {Form} form @param {unknown} [inside] */
function rowView(row, form, inside = '') {
	const { title, state, problem, amount, facts, link, actions } = row;
	const [word, kind = ''] = state;
	const about = amount === undefined ? title : `${title}, ${money(amount)}`;
	const open = link && html`<a href="${link.href}">${link.text}</a>`;
	return html`<li>
		<div class="head">
			<h3>${title}</h3>
			${amount === undefined ? '' : html`<span class="sum">${money(amount)}</span>`}
		</div>
		<p class="facts">
			<span class="state ${kind}">${word}</span>${facts.map((fact) => html` · ${fact}`)}
		</p>
		${problem ? html`<p class="facts">${problem}</p>` : ''} ${inside}
		${form(actions, { id: row.id, title: about }, open)}
	</li>`;
}

/** @param {{ rows: Row[], more?: number, look?: string }} section @param {Form} form @param {Markup} nothing */
function list({ rows, more = 0, look = '' }, form, nothing) {
	if (rows.length === 0) return nothing;
	return html`<ul class="rows ${look}">
			${rows.map((row) => rowView(row, form))}
		</ul>
		${more > 0 ? html`<p class="soft small">E mais ${more}, já encerrados.</p>` : ''}`;
}

/** @param {import('./rows.mjs').Rows} rows @param {Form} form */
const time = ({ now }, form) =>
	html`<section class="card" id="tempo">
		<h2>Tempo</h2>
		<p>No sandbox agora é <strong>${longTime(now)}</strong>.</p>
		<p class="soft small">
			Em um dia os bancos sincronizam, chegam transações, boletos vencem e pagamentos agendados
			saem.
		</p>
		${form(['nextDay', 'nextWeek'])}
	</section>`;

/** @param {import('./rows.mjs').Rows} rows @param {Form} form */
const items = ({ items: rows }, form) =>
	html`<section class="card" id="conexoes">
		<h2>Conexões</h2>
		<p class="soft small">
			Usuário <strong>user-ok</strong>, senha <strong>${PASSWORD}</strong>. Nos bancos de Open
			Finance, o CPF <strong>${CPF_WORDS[0][0]}</strong>. Se pedirem um código:
			<strong>${TOKEN}</strong>.
		</p>
		${form(['connect'])}
		${rows.length === 0
			? html`<p>Nenhum banco conectado ainda.</p>`
			: html`<ul class="rows">
					${rows.map((row) =>
						rowView(
							row,
							form,
							html`<p class="facts">Código da conexão (Item ID), para colar no n8n:</p>
								${copyable(row.id, `o código da conexão com ${row.title}`)}`,
						),
					)}
				</ul>`}
	</section>`;

/** @param {import('./rows.mjs').Rows} rows @param {Form} form */
const payments = ({ payments: section, hasPayments }, form) =>
	html`<section class="card" id="pagamentos">
		<h2>Pagamentos e autorizações</h2>
		<p class="soft small">
			Pix, Pix Automático e transferências inteligentes que o n8n pediu. Aqui você é quem paga.
		</p>
		${list(
			section,
			form,
			html`<p>
				${hasPayments
					? 'Nenhum pagamento ainda. Crie um no n8n: ele aparece aqui, esperando a sua resposta.'
					: 'Os pagamentos estão desligados neste sandbox.'}
			</p>`,
		)}
	</section>`;

/** @param {import('./rows.mjs').Rows} rows @param {Form} form */
const boletos = ({ boletos: section }, form) =>
	html`<section class="card" id="boletos">
		<h2>Boletos</h2>
		${list(section, form, html`<p>Nenhum boleto emitido ainda.</p>`)}
	</section>`;

/** @param {import('./rows.mjs').Rows} rows @param {Form} form */
function deliveries({ deliveries: rows, listeners, events }, form) {
	const nobody = html`<p>
		Ninguém está ouvindo. Publique no n8n um workflow com o Pluggy Trigger: os avisos chegam a ele e
		aparecem aqui.
	</p>`;
	return html`<section class="card" id="avisos">
		<h2>Avisos ao n8n (webhooks)</h2>
		<p class="soft small">O que aconteceu até agora: ${events} eventos.</p>
		${listeners.length === 0
			? nobody
			: html`<p class="facts">
					Quem ouve:
					${listeners
						.map(
							({ event, host, isOff }) =>
								`${host} (${event === 'all' ? 'tudo' : event}${isOff ? ', desativado' : ''})`,
						)
						.join(', ')}
				</p>`}
		${list(
			{ rows, look: 'side' },
			form,
			listeners.length === 0 ? html`` : html`<p>Nada foi entregue ainda.</p>`,
		)}
	</section>`;
}

/** @param {import('./rows.mjs').Rows} rows @param {string} api */
const access = ({ client }, api) =>
	html`<section class="card" id="acesso">
		<h2>Acesso e usuários</h2>
		<p class="soft small">
			Para uma credencial sua no n8n. A que vem com <code>npm start</code> já está pronta.
		</p>
		<p class="facts">Base URL</p>
		${copyable(api, 'o endereço')}
		<p class="facts">Client ID</p>
		${copyable(client.id, 'o Client ID')}
		<p class="facts">Client Secret (inventado: não abre nada de verdade)</p>
		${client.secret === null
			? html`<p>O que você deu ao sandbox quando o iniciou.</p>`
			: copyable(client.secret, 'o Client Secret')}
		<h3 class="apart">Usuários e CPFs de teste</h3>
		<p class="soft small">
			Senha <strong>${PASSWORD}</strong>, código <strong>${TOKEN}</strong>. Qualquer outro usuário
			ou senha é recusado, como no banco.
		</p>
		<details>
			<summary>Usuários, e o que acontece com cada um</summary>
			<dl class="users">
				${USER_WORDS.map(([names, what]) => definition(names.join(', '), what))}
			</dl>
		</details>
		<details>
			<summary>CPFs, para os bancos de Open Finance</summary>
			<dl class="users">${CPF_WORDS.map(([cpf, what]) => definition(cpf, what))}</dl>
		</details>
	</section>`;

/** @param {string} name @param {string} what */
const definition = (name, what) =>
	html`<dt><code>${name}</code></dt>
		<dd>${what}</dd>`;
