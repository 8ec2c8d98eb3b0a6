/** One connection as its owner sees it: running, asking, done or failed. */
import { TOKEN } from '../data/users.mjs';
import { fieldOf, html } from './html.mjs';
import { connectionProblem } from './problems.mjs';

const REFRESH_SECONDS = 2;

const STEPS = /** @type {Record<string, [share: number, text: string]>} */ ({
	CREATING: [0.05, 'Preparando a conexão…'],
	CREATED: [0.1, 'Preparando a conexão…'],
	LOGIN_IN_PROGRESS: [0.2, 'Entrando no banco…'],
	LOGIN_MFA_IN_PROGRESS: [0.3, 'Conferindo o código…'],
	ACCOUNTS_IN_PROGRESS: [0.4, 'Buscando as contas…'],
	CREDITCARDS_IN_PROGRESS: [0.5, 'Buscando os cartões…'],
	TRANSACTIONS_IN_PROGRESS: [0.7, 'Buscando as transações…'],
	USER_AUTHORIZATION_PENDING: [0.5, 'Esperando a autorização no aplicativo do banco…'],
});

/**
 * @param {any} item
 * @param {import('../data/items.mjs').Progress} progress
 * @param {{ hidden: import('./html.mjs').Markup[], retry: string, error?: string }} links
 */
export function itemPage(item, progress, { hidden, retry, error }) {
	const { status, executionStatus, parameter, userAction } = progress;
	const name = item.connector.name;
	if (parameter) return askPage(item, parameter, hidden, error);
	if (userAction) return actionPage(name, userAction);
	if (status === 'UPDATING' || executionStatus === 'USER_AUTHORIZATION_PENDING') {
		const [share, text] = STEPS[executionStatus] ?? [0.85, 'Terminando…'];
		const body = html`<section class="card" role="status">
			<h1>Conectando com ${name}</h1>
			<p>${text}</p>
			<progress max="1" value="${share}" aria-label="Andamento"></progress>
			<p class="soft small">A página se atualiza sozinha.</p>
		</section>`;
		return { title: 'Conectando', body, refresh: REFRESH_SECONDS };
	}
	const code = html`<p class="soft small">Código da conexão (Item ID), para colar no n8n</p>
		<p><code class="pick" id="item-id">${item.id}</code></p>`;
	if (status === 'UPDATED') {
		const isPartial = executionStatus === 'PARTIAL_SUCCESS';
		const body = html`<section class="card good" role="status">
			<h1>Conta conectada</h1>
			<p>
				${isPartial
					? 'Alguns dados foram sincronizados com sucesso. Tentando novamente...'
					: `A sua conta no ${name} está conectada.`}
			</p>
			${code}
			<p class="soft small">
				Pronto. Você pode fechar esta página, ou voltar ao banco pelo link no topo.
			</p>
		</section>`;
		return { title: 'Conta conectada', body };
	}
	const body = html`<section class="card bad" role="alert">
		<h1>Não foi possível conectar</h1>
		<p>${connectionProblem(progress.error)}</p>
		${code}
		<a class="button" href="${retry}">Tentar de novo</a>
	</section>`;
	return { title: 'Não foi possível conectar', body };
}

/** @param {any} item @param {any} parameter @param {import('./html.mjs').Markup[]} hidden @param {string} [error] */
function askPage(item, parameter, hidden, error) {
	const { name, label, data, options, assistiveText, type } = parameter;
	const image = data
		? html`<p><img src="data:image/png;base64,${data}" alt="Imagem com os números a digitar" /></p>`
		: '';
	const body = html`<section class="card">
		<h1>O banco quer confirmar que é você</h1>
		<form method="post" action="/connect/mfa">
			${hidden}<input type="hidden" name="item" value="${item.id}" />
			${image}
			${fieldOf({
				name: `p-${name}`,
				label,
				mode: type === 'number' ? 'numeric' : 'text',
				complete: 'one-time-code',
				options,
				hint: assistiveText,
				error,
				focus: true,
			})}
			${options ? '' : html`<p class="note">No sandbox o código certo é ${TOKEN}.</p>`}
			<button>Confirmar</button>
		</form>
	</section>`;
	return { title: 'Confirmação do banco', body };
}

/** @param {string} name @param {any} action */
function actionPage(name, { instructions, attributes }) {
	const { data } = attributes;
	const body = html`<section class="card" role="status">
		<h1>Autorize no ${name}</h1>
		<p>${instructions}</p>
		${data
			? html`<p><img src="${data}" alt="Código para ler com o aplicativo do banco" /></p>`
			: ''}
		<p class="note">No sandbox a autorização acontece sozinha em instantes.</p>
		<progress aria-label="Esperando a autorização"></progress>
	</section>`;
	return { title: 'Autorize no banco', body, refresh: REFRESH_SECONDS };
}
